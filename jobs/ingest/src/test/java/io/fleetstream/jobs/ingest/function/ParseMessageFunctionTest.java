package io.fleetstream.jobs.ingest.function;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetstream.connectors.kafka.KafkaRecord;
import io.fleetstream.jobs.common.DeadLetters;
import io.fleetstream.jobs.common.testing.TestRecords;
import io.fleetstream.jobs.ingest.domain.ParsedMessage;
import io.fleetstream.jobs.ingest.domain.payload.Limits;
import io.fleetstream.schemas.DeadLetter;
import io.fleetstream.schemas.ReasonCode;
import io.fleetstream.schemas.RecordHeaders;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.ProcessFunctionTestHarnesses;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ParseMessageFunctionTest {
    private OneInputStreamOperatorTestHarness<KafkaRecord, DeviceInput> operator;

    @BeforeEach
    void open() throws Exception {
        operator =
                ProcessFunctionTestHarnesses.forProcessFunction(
                        new ParseMessageFunction(
                                Limits.DEFAULT, new DeadLetters("ingest", "parse-message")));
    }

    @AfterEach
    void close() throws Exception {
        operator.close();
    }

    @Test
    void passesAMessageOnUnderTheDeviceOfItsTopic() throws Exception {
        process(Messages.raw("{\"a\":1}").key("another").build());

        DeviceInput input = operator.extractOutputValues().get(0);
        assertThat(input.deviceId()).isEqualTo("d1");
        ParsedMessage message = input.message();
        assertThat(message.receivedAt()).isEqualTo(Messages.NOON);
        assertThat(message.partition()).isEqualTo(3);
        assertThat(message.offset()).isEqualTo(17);
    }

    @Test
    void skipsHeartbeats() throws Exception {
        process(Messages.heartbeat());

        assertThat(operator.extractOutputValues()).isEmpty();
        assertThat(deadLetters()).isEmpty();
    }

    @Test
    void keepsTheOriginalOfWhatItRejects() throws Exception {
        KafkaRecord record = Messages.raw("{\"metrics\":{\"temp\":\"21\"}}").build();
        process(record);

        assertThat(operator.extractOutputValues()).isEmpty();
        DeadLetter letter = deadLetters().get(0);
        assertThat(letter.getReason()).isEqualTo(ReasonCode.WRONG_TYPE);
        assertThat(letter.getPath()).isEqualTo("/metrics/temp");
        assertThat(letter.getJob()).isEqualTo("ingest");
        assertThat(letter.getStage()).isEqualTo("parse-message");
        assertThat(letter.getDeviceId()).isEqualTo("d1");
        assertThat(letter.getSourcePartition()).isEqualTo(3);
        assertThat(letter.getSourceOffset()).isEqualTo(17);
        assertThat(letter.getRawValue()).isEqualTo(ByteBuffer.wrap(record.value()));
        assertThat(letter.getRawKey())
                .isEqualTo(ByteBuffer.wrap("d1".getBytes(StandardCharsets.UTF_8)));
        assertThat(letter.getHeaders()).hasSize(2);
        assertThat(letter.getMessage()).doesNotContain("21");
    }

    @Test
    void rejectsWhatTheBridgeCutHoweverItSaysSo() throws Exception {
        process(Messages.raw("{\"a\":1}").header(RecordHeaders.TRUNCATED_FROM, "9").build());
        process(Messages.raw("{\"a\":1}").header(RecordHeaders.TRUNCATED_FROM, "").build());

        assertThat(deadLetters())
                .extracting(DeadLetter::getReason)
                .containsExactly(ReasonCode.TOO_LARGE, ReasonCode.TOO_LARGE);
    }

    @Test
    void namesNoDeviceWhereTheTopicDoesNot() throws Exception {
        process(TestRecords.record("telemetry.raw").value("{\"a\":1}").build());

        DeadLetter letter = deadLetters().get(0);
        assertThat(letter.getReason()).isEqualTo(ReasonCode.UNKNOWN_TOPIC);
        assertThat(letter.getDeviceId()).isNull();
    }

    @Test
    void takesTheRecordsTimestampWhereArrivalIsNotGiven() throws Exception {
        for (String given : List.of("", "soon", "-1", "99999999999999999")) {
            process(
                    TestRecords.record("telemetry.raw")
                            .timestamp(5_000)
                            .value("{\"a\":1}")
                            .header(RecordHeaders.MQTT_TOPIC, "a/b/c/d1/reading")
                            .header(RecordHeaders.RECEIVED_AT, given)
                            .build());
        }

        assertThat(operator.extractOutputValues())
                .extracting(input -> input.message().receivedAt())
                .containsOnly(5_000_000L)
                .hasSize(4);
    }

    private void process(KafkaRecord record) throws Exception {
        operator.processElement(new StreamRecord<>(record));
    }

    private List<DeadLetter> deadLetters() {
        List<DeadLetter> letters = new ArrayList<>();
        var side = operator.getSideOutput(DeadLetters.TAG);
        if (side != null) {
            side.forEach(record -> letters.add(record.getValue()));
        }
        return letters;
    }
}
