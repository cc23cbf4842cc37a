package io.fleetstream.jobs.ingest.function;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetstream.connectors.kafka.Heartbeat;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EmitHeartbeatsOperatorTest {
    private static final long NOON = 1_772_366_400_000L;

    private OneInputStreamOperatorTestHarness<Long, Heartbeat> harness;

    @BeforeEach
    void open() throws Exception {
        harness = new OneInputStreamOperatorTestHarness<>(new EmitHeartbeatsOperator(() -> 3));
        harness.open();
    }

    @AfterEach
    void close() throws Exception {
        harness.close();
    }

    @Test
    void tellsEveryPartitionTheTimeLessTheSlack() throws Exception {
        harness.processWatermark(new Watermark(NOON));

        long told = (NOON - 5_000) * 1_000;
        assertThat(harness.extractOutputValues())
                .containsExactly(
                        new Heartbeat(0, told), new Heartbeat(1, told), new Heartbeat(2, told));
    }

    @Test
    void tellsItOnceASecondOfArrivalTime() throws Exception {
        for (long millis = 0; millis <= 2_500; millis += 100) {
            harness.processWatermark(new Watermark(NOON + millis));
        }

        assertThat(harness.extractOutputValues())
                .filteredOn(heartbeat -> heartbeat.partition() == 1)
                .extracting(Heartbeat::receivedAtMicros)
                .containsExactly(
                        (NOON - 5_000) * 1_000, (NOON - 4_000) * 1_000, (NOON - 3_000) * 1_000);
    }

    @Test
    void tellsNeitherTheBeginningNorTheEndOfTime() throws Exception {
        harness.processWatermark(new Watermark(-1));
        harness.processWatermark(Watermark.MAX_WATERMARK);

        assertThat(harness.extractOutputValues()).isEmpty();
    }

    @Test
    void beginsAgainAfterARestart() throws Exception {
        harness.processWatermark(new Watermark(NOON));
        close();
        open();
        harness.processWatermark(new Watermark(NOON + 1));

        assertThat(harness.extractOutputValues()).hasSize(3);
    }
}
