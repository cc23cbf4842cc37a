package io.fleetstream.jobs.notify;

import io.fleetstream.jobs.common.testing.JobJar;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class NotifyJarITCase {
    @Test
    void holdsTheJobAndNothingTheClusterBrings() throws IOException {
        JobJar.at("target/fleet-job-notify.jar")
                .starts(NotifyJob.class)
                .holdsNothingTheClusterBrings()
                .holdsNoHadoop()
                .namesLicences()
                .isAtMost(40L << 20);
    }
}
