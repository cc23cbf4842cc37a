package io.fleetstream.jobs.anomaly;

import io.fleetstream.jobs.common.testing.JobJar;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class AnomalyJarITCase {
    @Test
    void holdsTheJobAndNothingTheClusterBrings() throws IOException {
        JobJar.at("target/fleet-job-anomaly.jar")
                .starts(AnomalyJob.class)
                .holdsNothingTheClusterBrings()
                .holdsNoHadoop()
                .namesLicences()
                .isAtMost(52L << 20);
    }
}
