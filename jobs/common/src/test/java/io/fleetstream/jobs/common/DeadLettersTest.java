package io.fleetstream.jobs.common;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetstream.connectors.kafka.KafkaRecord;
import io.fleetstream.jobs.common.testing.TestRecords;
import io.fleetstream.schemas.DeadLetter;
import io.fleetstream.schemas.ReasonCode;
import io.fleetstream.schemas.RecordHeaders;
import java.nio.ByteBuffer;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeadLettersTest {
    private static final DeadLetters LETTERS = new DeadLetters("ingest", "decode-payload");

    @Test
    void keepsEverythingNeededToReplayTheRecord() {
        KafkaRecord record =
                TestRecords.record("telemetry.raw")
                        .at(3, 17)
                        .timestamp(1_700_000_000_000L)
                        .key("d1")
                        .value("{")
                        .header(RecordHeaders.RECEIVED_AT, "1700000000123456")
                        .header(RecordHeaders.MQTT_TOPIC, "a/b/c/d1/reading")
                        .build();

        DeadLetter letter = LETTERS.deadLetter(record, ReasonCode.NOT_JSON, "ends too early");

        assertThat(letter.getReason()).isEqualTo(ReasonCode.NOT_JSON);
        assertThat(letter.getMessage()).isEqualTo("ends too early");
        assertThat(letter.getJob()).isEqualTo("ingest");
        assertThat(letter.getStage()).isEqualTo("decode-payload");
        assertThat(letter.getJobVersion()).matches("\\d+\\.\\d+\\.\\d+.*");
        assertThat(letter.getSourceTopic()).isEqualTo("telemetry.raw");
        assertThat(letter.getSourcePartition()).isEqualTo(3);
        assertThat(letter.getSourceOffset()).isEqualTo(17);
        assertThat(letter.getSourceTimestamp()).isEqualTo(Instant.ofEpochMilli(1_700_000_000_000L));
        assertThat(letter.getReceivedAt()).isEqualTo("2023-11-14T22:13:20.123456Z");
        assertThat(letter.getRawKey()).isEqualTo(ByteBuffer.wrap(record.key()));
        assertThat(letter.getRawValue()).isEqualTo(ByteBuffer.wrap(record.value()));
        assertThat(letter.getHeaders())
                .extracting(header -> header.getKey())
                .containsExactly(RecordHeaders.RECEIVED_AT, RecordHeaders.MQTT_TOPIC);
    }

    @ParameterizedTest
    @CsvSource({
        "device.status/1/7/2, 1, 7, 2",
        "telemetry.raw/1/7/2, 3, 17, 0",
        "device.status/1/7, 3, 17, 0",
        "device.status/1/99999999999999999999/0, 3, 17, 0",
        "'', 3, 17, 0"
    })
    void staysTheSameDeadLetterWhenAReplayIsRefusedAgain(
            String from, int partition, long offset, int index) {
        KafkaRecord record =
                TestRecords.record("device.status")
                        .at(3, 17)
                        .header(RecordHeaders.REPLAYED_FROM, from)
                        .build();

        DeadLetter letter = LETTERS.deadLetter(record, ReasonCode.NOT_JSON, "still");

        assertThat(letter.getSourcePartition()).isEqualTo(partition);
        assertThat(letter.getSourceOffset()).isEqualTo(offset);
        assertThat(letter.getSourceIndex()).isEqualTo(index);
    }

    @Test
    void cutsLongMessages() {
        KafkaRecord record = TestRecords.record("t").build();

        DeadLetter letter = LETTERS.deadLetter(record, ReasonCode.NOT_JSON, "x".repeat(501));

        assertThat(letter.getMessage()).hasSize(500);
    }

    @Test
    void livesWithoutKeyValueAndWithANonsensicalArrival() {
        KafkaRecord record =
                TestRecords.record("t").header(RecordHeaders.RECEIVED_AT, "soon").build();

        DeadLetter letter = LETTERS.deadLetter(record, ReasonCode.UNREADABLE_RECORD, "null");

        assertThat(letter.getReceivedAt()).isNull();
        assertThat(letter.getRawKey()).isNull();
        assertThat(letter.getRawValue()).isNull();
    }
}
