package io.fleetstream.jobs.prediction;

import io.fleetstream.jobs.common.testing.JobJar;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class PredictionJarITCase {
    @Test
    void holdsTheJobAndNothingTheClusterBrings() throws IOException {
        JobJar.at("target/fleet-job-prediction.jar")
                .starts(PredictionJob.class)
                .holdsNothingTheClusterBrings()
                .holdsNoHadoop()
                .namesLicences()
                .isAtMost(80L << 20);
    }
}
