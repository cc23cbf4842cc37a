package io.fleetstream.jobs.common;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fleetstream.connectors.confluent.UndecodableRecordException;
import io.fleetstream.connectors.kafka.KafkaRecord;
import io.fleetstream.jobs.common.testing.TestReadings;
import io.fleetstream.jobs.common.testing.TestRecords;
import io.fleetstream.schemas.Reading;
import io.fleetstream.schemas.RecordHeaders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.junit.jupiter.api.Test;

class ReadingWatermarksTest {
    private static final long NOON = TestReadings.NOON.toEpochMilli();

    private final Told told = new Told();
    private final ReadingWatermarks generator = new ReadingWatermarks(ReadingWatermarksTest::read);

    @Test
    void goWithTheHeartbeats() {
        assertThat(after(heartbeat(NOON))).isEqualTo(NOON - 1);
        assertThat(after(heartbeat(NOON - 1_000))).isNull();
        assertThat(after(heartbeat(NOON + 1_000))).isEqualTo(NOON + 1_000 - 1);
    }

    @Test
    void goWithTheReadingsLessTheSlack() {
        assertThat(after(reading(NOON))).isEqualTo(NOON - 5_000 - 1);
        assertThat(after(reading(NOON + 1_000))).isEqualTo(NOON + 1_000 - 5_000 - 1);
    }

    @Test
    void areNotHeldBackByWhatArrivedLongAgo() {
        generator.onEvent(heartbeat(NOON), 0, told);
        long dayBefore = NOON - Duration.ofDays(1).toMillis();
        assertThat(after(reading(dayBefore))).isEqualTo(NOON - 1);
    }

    @Test
    void neverGoBeyondWhatKafkaSays() {
        KafkaRecord tomorrow =
                beat(NOON + Duration.ofDays(1).toMillis()).timestamp(NOON + 3).build();
        assertThat(after(tomorrow)).isEqualTo(NOON + 3);
    }

    @Test
    void leaveOutWhatCannotBeRead() {
        assertThat(after(record().value("garbage").build())).isNull();
        assertThat(after(record().value("").header(RecordHeaders.HEARTBEAT, "1").build())).isNull();
    }

    @Test
    void failWhereTheRegistryDoesNotAnswer() {
        assertThatThrownBy(() -> after(record().value("down").build()))
                .isInstanceOf(UncheckedIOException.class);
    }

    /** What is emitted after a record; null for nothing. */
    private Long after(KafkaRecord record) {
        told.watermark = null;
        generator.onEvent(record, 0, told);
        generator.onPeriodicEmit(told);
        return told.watermark == null ? null : told.watermark.getTimestamp();
    }

    /** The test's readings are their arrival as text. */
    private static Reading read(byte[] bytes) throws UndecodableRecordException, IOException {
        String text = new String(bytes, StandardCharsets.UTF_8);
        return switch (text) {
            case "down" -> throw new IOException("connection refused");
            case "garbage" -> throw new UndecodableRecordException("garbage");
            default -> {
                Reading reading = TestReadings.reading("d1").build();
                reading.setReceivedAt(Instant.ofEpochMilli(Long.parseLong(text)));
                yield reading;
            }
        };
    }

    private static KafkaRecord reading(long receivedAt) {
        return record().value(Long.toString(receivedAt)).build();
    }

    private static KafkaRecord heartbeat(long receivedAt) {
        return beat(receivedAt).build();
    }

    private static TestRecords beat(long receivedAt) {
        return record().value("")
                .header(RecordHeaders.HEARTBEAT, "1")
                .header(RecordHeaders.RECEIVED_AT, receivedAt + "000");
    }

    private static TestRecords record() {
        return TestRecords.record("telemetry.readings")
                .timestamp(NOON + Duration.ofHours(1).toMillis());
    }

    /** Remembers what it was told. */
    private static final class Told implements WatermarkOutput {
        private Watermark watermark;

        @Override
        public void emitWatermark(Watermark emitted) {
            watermark = emitted;
        }

        @Override
        public void markIdle() {}

        @Override
        public void markActive() {}
    }
}
