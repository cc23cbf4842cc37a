package io.fleetstream.jobs.common;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetstream.connectors.kafka.Heartbeat;
import io.fleetstream.connectors.kafka.Heartbeats;
import java.time.Duration;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
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
        harness =
                new OneInputStreamOperatorTestHarness<>(
                        new EmitHeartbeatsOperator(() -> 3, Heartbeats.SLACK));
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
    void tellsTheWatermarkItselfWithoutSlack() throws Exception {
        close();
        harness =
                new OneInputStreamOperatorTestHarness<>(
                        new EmitHeartbeatsOperator(() -> 1, Duration.ZERO));
        harness.open();
        harness.processElement(1L, NOON + 60_000);
        assertThat(harness.extractOutputValues()).isEmpty();
        harness.processWatermark(new Watermark(NOON));
        harness.processWatermark(new Watermark(NOON + 999));
        OperatorSubtaskState kept = harness.snapshot(1, 1);
        close();
        harness =
                new OneInputStreamOperatorTestHarness<>(
                        new EmitHeartbeatsOperator(() -> 1, Duration.ZERO));
        harness.initializeState(kept);
        harness.open();
        harness.processWatermark(new Watermark(NOON - 500));
        harness.processWatermark(new Watermark(NOON + 500));
        harness.processWatermark(Watermark.MAX_WATERMARK);

        assertThat(harness.extractOutputValues())
                .containsExactly(
                        new Heartbeat(0, (NOON - 500) * 1_000),
                        new Heartbeat(0, (NOON + 500) * 1_000));
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
