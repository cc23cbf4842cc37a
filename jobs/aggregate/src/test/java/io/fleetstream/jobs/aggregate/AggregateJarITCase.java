package io.fleetstream.jobs.aggregate;

import io.fleetstream.jobs.common.testing.JobJar;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class AggregateJarITCase {
    private static final long MAX_BYTES = 32L << 20;

    @Test
    void holdsWhatTheClusterLacksAndNothingElse() throws IOException {
        JobJar.at("target/fleet-job-aggregate.jar")
                .starts(AggregateJob.class)
                .holdsNothingTheClusterBrings()
                .holdsNoHadoop()
                .namesLicences()
                .isAtMost(MAX_BYTES);
    }
}
