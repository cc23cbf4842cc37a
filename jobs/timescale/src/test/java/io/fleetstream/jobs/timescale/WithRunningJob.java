package io.fleetstream.jobs.timescale;

import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * What tests of the whole job run on: services without anything of the class before, two
 * TaskManagers, and the job anew for each test.
 */
abstract class WithRunningJob {
    @RegisterExtension
    @Order(1)
    static final SharedServices SANDBOX = new SharedServices();

    @RegisterExtension
    @Order(2)
    static final MiniClusterExtension FLINK =
            new MiniClusterExtension(
                    new MiniClusterResourceConfiguration.Builder()
                            .setNumberTaskManagers(2)
                            .setNumberSlotsPerTaskManager(2)
                            .build());

    @RegisterExtension
    @Order(3)
    static final RunningJob JOB = new RunningJob(SANDBOX);
}
