package io.fleetstream.jobs.common;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetstream.connectors.kafka.KafkaRecord;
import io.fleetstream.jobs.common.testing.TestRecords;
import io.fleetstream.schemas.RecordHeaders;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ArrivalTest {
    @Test
    void isWhatTheBridgeSays() {
        KafkaRecord record =
                TestRecords.record("t")
                        .timestamp(7)
                        .header(RecordHeaders.RECEIVED_AT, "1700000000123456")
                        .build();
        assertThat(Arrival.micros(record)).isEqualTo(1_700_000_000_123_456L);
        assertThat(Arrival.of(record)).isEqualTo(Instant.parse("2023-11-14T22:13:20.123456Z"));
    }

    @Test
    void isKafkasTimeWhereNobodySays() {
        KafkaRecord record = TestRecords.record("t").timestamp(1_700_000_000_123L).build();
        assertThat(Arrival.micros(record)).isEqualTo(1_700_000_000_123_000L);
        assertThat(Arrival.of(record)).isEqualTo(Instant.ofEpochMilli(1_700_000_000_123L));
        assertThat(Arrival.header(record)).isEmpty();
    }
}
