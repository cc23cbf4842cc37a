package io.fleetstream.jobs.pipeline;

import io.fleetstream.jobs.common.testing.JobJar;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class PipelineJarITCase {
    @Test
    void holdsTheJobAndNothingTheClusterBrings() throws IOException {
        JobJar.at("target/fleet-job-pipeline.jar")
                .starts(PipelineJob.class)
                .holdsNothingTheClusterBrings()
                .holdsNoHadoop()
                .namesLicences()
                .isAtMost(60L << 20);
    }
}
