package io.fleetstream.connectors.confluent;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetstream.connectors.kafka.KafkaHeader;
import io.fleetstream.connectors.kafka.KafkaRecord;
import io.fleetstream.connectors.kafka.KafkaSettings;
import io.fleetstream.schemas.DeadLetter;
import io.fleetstream.schemas.Reading;
import io.fleetstream.schemas.ReasonCode;
import io.fleetstream.schemas.RecordHeaders;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.ProcessFunctionTestHarnesses;
import org.junit.jupiter.api.Test;

class DecodeAvroFunctionTest {
    private static final KafkaSettings NOWHERE =
            new KafkaSettings("localhost:1", "http://localhost:1", Map.of());

    @Test
    @SuppressWarnings("try") // as the harness declares it
    void passesOverHeartbeatsAndRefusesOtherEmptyRecords() throws Exception {
        try (OneInputStreamOperatorTestHarness<KafkaRecord, Reading> harness =
                ProcessFunctionTestHarnesses.forProcessFunction(
                        new DecodeAvroFunction<>(
                                Reading.class, NOWHERE, DecodeAvroFunctionTest::letter))) {
            harness.processElement(
                    empty(
                            new KafkaHeader(RecordHeaders.HEARTBEAT, new byte[] {'1'}),
                            new KafkaHeader(RecordHeaders.RECEIVED_AT, new byte[] {'9'})),
                    0);
            assertThat(harness.getSideOutput(DecodeAvroFunction.DEAD_LETTERS)).isNull();

            harness.processElement(empty(), 0);
            assertThat(harness.getSideOutput(DecodeAvroFunction.DEAD_LETTERS)).hasSize(1);
            assertThat(harness.extractOutputValues()).isEmpty();
        }
    }

    private static KafkaRecord empty(KafkaHeader... headers) {
        return new KafkaRecord("t", 0, 0, 0, null, new byte[0], List.of(headers));
    }

    private static DeadLetter letter(KafkaRecord record, ReasonCode reason, String message) {
        return DeadLetter.newBuilder()
                .setReason(reason)
                .setMessage(message)
                .setJob("test")
                .setJobVersion("0")
                .setStage("decode")
                .setSourceTopic(record.topic())
                .setSourcePartition(record.partition())
                .setSourceOffset(record.offset())
                .setSourceTimestamp(Instant.EPOCH)
                .setHeaders(List.of())
                .build();
    }
}
