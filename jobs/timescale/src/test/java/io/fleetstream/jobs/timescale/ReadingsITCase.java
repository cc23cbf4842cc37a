package io.fleetstream.jobs.timescale;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetstream.jobs.common.testing.TestReadings;
import io.fleetstream.schemas.Reading;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Raw values, between a real Kafka and a real PostgreSQL. */
class ReadingsITCase extends WithRunningJob {
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
