package io.fleetstream.jobs.timescale;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetstream.jobs.common.testing.TestReadings;
import io.fleetstream.sandbox.Service;
import io.fleetstream.sandbox.junit.SandboxExtension;
import io.fleetstream.schemas.Reading;
import java.util.List;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Raw values, between a real Kafka and a real PostgreSQL. */
class ReadingsITCase {
    @RegisterExtension
    @Order(1)
    static final SandboxExtension SANDBOX =
            SandboxExtension.with(Service.KAFKA, Service.SCHEMA_REGISTRY, Service.POSTGRES);

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

    @Test
    void writesOneRowPerValueAndTheSameRowsWhenRedelivered() {
        List<Reading> readings = Readings.of("redelivered", 0, 500);
        Readings.send(JOB, readings);
        Readings.send(JOB, readings);
        Reading corrected =
                TestReadings.reading("redelivered-0")
                        .at(TestReadings.NOON)
                        .metric("temperature", 99.0, "Cel")
                        .build();
        Readings.send(JOB, List.of(corrected));

        JOB.rows().awaitCount("device_readings WHERE device_id LIKE 'redelivered-%'", 1_000);
        JOB.rows()
                .awaitCount(
                        "device_readings WHERE device_id = 'redelivered-0' AND time = '2026-03-01"
                                + " 12:00:00+00' AND metric = 'temperature' AND value = 99",
                        1);
        assertThat(
                        JOB.rows()
                                .of(
                                        "SELECT time AT TIME ZONE 'UTC', device_id, metric, value,"
                                            + " unit, quality, org, site, device_type, model,"
                                            + " sequence, source_partition, source_offset,"
                                            + " source_index FROM device_readings WHERE device_id ="
                                            + " 'redelivered-1' AND metric = 'humidity' ORDER BY"
                                            + " time LIMIT 1"))
                .containsExactly(
                        "2026-03-01 12:00:00.001,redelivered-1,humidity,41,%,GOOD,acme,berlin,"
                                + "thermostat,null,1,3,1,0");
    }
}
