package io.fleetstream.jobs.rollout;

import io.fleetstream.jobs.common.testing.JobJar;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class RolloutJarITCase {
    @Test
    void holdsTheJobAndNothingTheClusterBrings() throws IOException {
        JobJar.at("target/fleet-job-rollout.jar")
                .starts(RolloutJob.class)
                .holdsNothingTheClusterBrings()
                .holdsNoHadoop()
                .namesLicences()
                .isAtMost(36L << 20);
    }
}
