package io.fleetstream.jobs.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetstream.connectors.kafka.KafkaRecord;
import io.fleetstream.jobs.common.testing.TestRecords;
import io.fleetstream.schemas.RecordHeaders;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.junit.jupiter.api.Test;

class ArrivalTimeTest {
    private static final long NOON = 1_772_366_400_000L;

    /** Remembers what it was told. */
    private static final class Told implements WatermarkOutput {
        private boolean idle;
        private Watermark watermark;

        @Override
        public void emitWatermark(Watermark emitted) {
            watermark = emitted;
            idle = false;
        }

        @Override
        public void markIdle() {
            idle = true;
        }

        @Override
        public void markActive() {
            idle = false;
        }
    }

    @Test
    void isWhatTheHeaderSays() {
        assertThat(ArrivalTime.millis(record((NOON - 5) + "999"))).isEqualTo(NOON - 5);
        assertThat(ArrivalTime.millis(record(Long.toString(NOON - 5)))).isEqualTo(NOON - 5);
    }

    @Test
    void isKafkasWhereTheHeaderIsNonsenseOrFromTheFuture() {
        assertThat(ArrivalTime.millis(record("soon"))).isEqualTo(NOON);
        assertThat(ArrivalTime.millis(record((NOON + 86_400_000) + "000"))).isEqualTo(NOON);
        assertThat(ArrivalTime.millis(TestRecords.record("t").timestamp(NOON).build()))
                .isEqualTo(NOON);
    }

    @Test
    void goesWithTheMessageReadLastAndNeverBack() {
        ArrivalWatermarks generator = new ArrivalWatermarks();
        Told told = new Told();
        generator.onPeriodicEmit(told);
        assertThat(told.watermark).isNull();
        for (long before : new long[] {500, 300, 400}) {
            generator.onEvent(record((NOON - before) + "000"), 0, told);
            generator.onPeriodicEmit(told);
        }
        assertThat(told.watermark).isEqualTo(new Watermark(NOON - 300 - 1));
        told.watermark = null;
        generator.onPeriodicEmit(told);
        assertThat(told.watermark).isNull();
    }

    @Test
    void tablesHoldTimeBackUntilTheyHaveBeenReadAndNeverAgain() {
        IdleOnceRead generator = new IdleOnceRead();
        Told told = new Told();
        for (int i = 0; i < 3 * IdleOnceRead.PERIODS; i++) {
            generator.onEvent(record("1"), 0, told);
            generator.onPeriodicEmit(told);
            assertThat(told.idle).isFalse();
        }
        for (int i = 0; i < IdleOnceRead.PERIODS; i++) {
            generator.onPeriodicEmit(told);
        }
        assertThat(told.idle).isTrue();
        generator.onEvent(record("1"), 0, told);
        told.markActive();
        generator.onPeriodicEmit(told);
        assertThat(told.idle).isTrue();
        assertThat(told.watermark).isNull();
    }

    private static KafkaRecord record(String receivedAt) {
        return TestRecords.record("telemetry.raw")
                .timestamp(NOON)
                .header(RecordHeaders.RECEIVED_AT, receivedAt)
                .build();
    }
}
