package io.fleetstream.jobs.aggregate;

import io.fleetstream.jobs.common.testing.JobJar;

import org.junit.jupiter.api.Test;

import java.io.IOException;

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
