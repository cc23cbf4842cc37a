package io.fleetstream.jobs.archive;

import io.fleetstream.jobs.common.testing.JobJar;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class ArchiveJarITCase {
    @Test
    void holdsTheJobAndNothingTheClusterBrings() throws IOException {
        JobJar.at("target/fleet-job-archive.jar")
                .starts(ArchiveJob.class)
                .holdsNothingTheClusterBrings()
                .namesLicences()
                .isAtMost(52L << 20);
    }
}
