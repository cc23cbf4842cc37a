package io.fleetstream.jobs.rollout.function;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetstream.connectors.kafka.KafkaHeader;
import io.fleetstream.connectors.kafka.KafkaRecord;
import io.fleetstream.jobs.common.DeadLetters;
import io.fleetstream.schemas.ReasonCode;
import io.fleetstream.schemas.RecordHeaders;
import io.fleetstream.schemas.RolloutControl;
import io.fleetstream.schemas.Topics;
import java.time.Instant;
import java.util.List;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.ProcessFunctionTestHarnesses;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DecodeProgressFunctionTest {
    private static final long NOON = 1_772_366_400_000L;

    private OneInputStreamOperatorTestHarness<KafkaRecord, RolloutControl> harness;

    @BeforeEach
    void open() throws Exception {
        harness =
                ProcessFunctionTestHarnesses.forProcessFunction(
                        new DecodeProgressFunction(new DeadLetters("rollout", "test")));
    }

    @AfterEach
    void close() throws Exception {
        harness.close();
    }

    @Test
    void tellsTheTimeOfAHeartbeatButNoneLaterThanKafkas() throws Exception {
        harness.processElement(heartbeat(NOON - 7_000 + "000", NOON), 0);
        harness.processElement(heartbeat(NOON + 9_000 + "000", NOON), 0);

        assertThat(harness.extractOutputValues())
                .allMatch(Ticks::isJudged)
                .noneMatch(Ticks::isTime)
                .extracting(RolloutControl::getAt)
                .containsExactly(Instant.ofEpochMilli(NOON - 7_000), Instant.ofEpochMilli(NOON));
    }

    @Test
    void refusesWhatSaysNoTime() throws Exception {
        harness.processElement(heartbeat("soon", NOON), 0);
        harness.processElement(
                new KafkaRecord(
                        Topics.ALARM_PROGRESS, 0, 0, NOON, null, "hot".getBytes(UTF_8), List.of()),
                0);

        assertThat(harness.extractOutputValues()).isEmpty();
        assertThat(harness.getSideOutput(DeadLetters.TAG))
                .extracting(StreamRecord::getValue)
                .extracting(letter -> letter.getReason())
                .containsExactly(ReasonCode.UNREADABLE_RECORD, ReasonCode.UNREADABLE_RECORD);
    }

    private static KafkaRecord heartbeat(String micros, long kafkaTime) {
        return new KafkaRecord(
                Topics.ALARM_PROGRESS,
                0,
                0,
                kafkaTime,
                null,
                null,
                List.of(
                        new KafkaHeader(RecordHeaders.HEARTBEAT, new byte[] {'1'}),
                        new KafkaHeader(RecordHeaders.RECEIVED_AT, micros.getBytes(UTF_8))));
    }
}
