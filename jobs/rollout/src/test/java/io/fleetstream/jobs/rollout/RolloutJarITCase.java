package io.fleetstream.jobs.rollout;

import io.fleetstream.jobs.common.testing.JobJar;

import org.junit.jupiter.api.Test;

import java.io.IOException;

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
