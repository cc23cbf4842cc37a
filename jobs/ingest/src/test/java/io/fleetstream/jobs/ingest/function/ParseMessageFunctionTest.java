package io.fleetstream.jobs.ingest.function;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetstream.connectors.kafka.KafkaRecord;
import io.fleetstream.jobs.common.DeadLetters;
import io.fleetstream.jobs.common.testing.TestRecords;
import io.fleetstream.jobs.ingest.domain.ParsedMessage;
import io.fleetstream.jobs.ingest.domain.ParsedMetric;
import io.fleetstream.jobs.ingest.domain.Rejection;
import io.fleetstream.jobs.ingest.domain.payload.Limits;
import io.fleetstream.schemas.DeadLetter;
import io.fleetstream.schemas.RawHeader;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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

        assertThat(operator.extractOutputValues())
                .containsExactly(
                        DeviceInput.rejected(
                                "d1",
                                new Rejection(ReasonCode.WRONG_TYPE, Messages.NOON, 3, 17, null)));
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

    @ParameterizedTest
    @CsvSource({
        "'',5000000",
        "soon,5000000",
        "-1,5000000",
        "9223372036854775808,5000000",
        "1700000000,1700000000000000",
        "1700000000000,1700000000000000",
        "1700000000000123,1700000000000123",
        "1700000000000123456,1700000000000123",
    })
    void tellsTheUnitOfArrivalOrTakesTheRecordsTimestamp(String given, long micros)
            throws Exception {
        process(
                TestRecords.record("telemetry.raw")
                        .timestamp(5_000)
                        .value("{\"a\":1}")
                        .header(RecordHeaders.MQTT_TOPIC, "a/b/c/d1/reading")
                        .header(RecordHeaders.RECEIVED_AT, given)
                        .build());

        assertThat(operator.extractOutputValues())
                .extracting(input -> input.message().receivedAt())
                .containsExactly(micros);
    }

    @Test
    void keepsTheIdentityOfAReplayedMessage() throws Exception {
        process(replay("telemetry.raw/2/99/4", "{\"a\":1}"));
        process(replay("telemetry.raw/2/99/4", "{\"a\":"));

        ParsedMessage message = operator.extractOutputValues().get(0).message();
        assertThat(message.partition()).isEqualTo(2);
        assertThat(message.offset()).isEqualTo(99);
        assertThat(message.replayId()).isEqualTo("r-7");
        assertThat(operator.extractOutputValues().get(1).rejection())
                .isEqualTo(new Rejection(ReasonCode.NOT_JSON, Messages.NOON, 2, 99, "r-7"));
        DeadLetter letter = deadLetters().get(0);
        assertThat(letter.getSourcePartition()).isEqualTo(2);
        assertThat(letter.getSourceOffset()).isEqualTo(99);
        assertThat(letter.getSourceIndex()).isEqualTo(4);
        assertThat(letter.getHeaders())
                .extracting(RawHeader::getKey)
                .contains(RecordHeaders.REPLAYED_FROM, RecordHeaders.REPLAY_ID);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "telemetry.raw/2/99",
                "telemetry.raw/2/x/0",
                "telemetry.raw/-2/99/0",
                "device.registry/2/99/0",
                "telemetry.raw/2/99999999999999999999/0",
            })
    void takesAReplayThatNamesNoOriginalForAMessageOfItsOwn(String from) throws Exception {
        process(replay(from, "{\"a\":1}"));

        ParsedMessage message = operator.extractOutputValues().get(0).message();
        assertThat(message.partition()).isEqualTo(3);
        assertThat(message.offset()).isEqualTo(17);
    }

    @Test
    void saysWhereTheRouteTrustsArrivalMore() throws Exception {
        process(Messages.raw("{\"a\":1}").build());
        process(Messages.raw("{\"a\":1}").header(RecordHeaders.TIME_AUTHORITY, "arrival").build());

        assertThat(operator.extractOutputValues())
                .extracting(input -> input.message().arrivalTime())
                .containsExactly(false, true);
    }

    @Test
    void readsWhatTheContentTypeNames() throws Exception {
        process(
                Messages.raw("[{\"n\":\"t\",\"v\":1}]")
                        .header(RecordHeaders.CONTENT_TYPE, "application/senml+json; charset=utf-8")
                        .build());

        assertThat(operator.extractOutputValues().get(0).message().readings().get(0).metrics())
                .containsExactly(new ParsedMetric("t", 1, null));
    }

    private static KafkaRecord replay(String from, String payload) {
        return Messages.raw(payload)
                .header(RecordHeaders.REPLAYED_FROM, from)
                .header(RecordHeaders.REPLAY_ID, "r-7")
                .build();
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
