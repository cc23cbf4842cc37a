package io.fleetstream.jobs.shadow.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetstream.connectors.kafka.KafkaRecord;
import io.fleetstream.jobs.common.DeadLetters;
import io.fleetstream.jobs.common.testing.TestRecords;
import io.fleetstream.schemas.DeadLetter;
import io.fleetstream.schemas.ReasonCode;
import io.fleetstream.schemas.RecordHeaders;
import io.fleetstream.schemas.Topics;
import java.util.List;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.ProcessFunctionTestHarnesses;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CheckCommandFunctionTest {
    private static final String ANSWER = "o/s/t/d1/command/response";

    private OneInputStreamOperatorTestHarness<KafkaRecord, KafkaRecord> operator;

    @BeforeEach
    void open() throws Exception {
        operator =
                ProcessFunctionTestHarnesses.forProcessFunction(
                        new CheckCommandFunction(new DeadLetters("shadow", "check-command")));
    }

    @AfterEach
    void close() throws Exception {
        operator.close();
    }

    @Test
    void passesCommandsAnswersAndStatusOn() throws Exception {
        KafkaRecord command =
                command("d1").header(RecordHeaders.WRITER, "operator").value("{}").build();
        KafkaRecord answer =
                command("d1").header(RecordHeaders.MQTT_TOPIC, ANSWER).value("{}").build();
        KafkaRecord status = TestRecords.record(Topics.DEVICE_STATUS).key("d1").value("").build();
        operator.processElement(command, 0);
        operator.processElement(answer, 0);
        operator.processElement(status, 0);

        assertThat(operator.extractOutputValues()).containsExactly(command, answer, status);
        assertThat(letters()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "d1, o/s/t/d2/command/response, DEVICE_MISMATCH, d1",
        "d1, o/s/t/d1/command, UNKNOWN_TOPIC, d1",
        "d1, , UNKNOWN_TOPIC, d1",
        "d 1, o/s/t/d 1/command/response, DEVICE_MISMATCH,",
    })
    void refusesWithTheDeviceWhereTheKeyIsOne(
            String key, String topic, ReasonCode reason, String device) throws Exception {
        TestRecords record = command(key).value("{}");
        operator.processElement(
                topic == null
                        ? record.build()
                        : record.header(RecordHeaders.MQTT_TOPIC, topic).build(),
                0);

        assertThat(operator.extractOutputValues()).isEmpty();
        assertThat(letters()).extracting(DeadLetter::getReason).containsExactly(reason);
        assertThat(letters()).extracting(DeadLetter::getDeviceId).containsExactly(device);
    }

    @Test
    void refusesWhatTheBridgeHasCut() throws Exception {
        operator.processElement(
                command("d1")
                        .header(RecordHeaders.MQTT_TOPIC, ANSWER)
                        .header(RecordHeaders.TRUNCATED_FROM, "70000")
                        .value("{")
                        .build(),
                0);

        assertThat(operator.extractOutputValues()).isEmpty();
        assertThat(letters())
                .extracting(DeadLetter::getReason)
                .containsExactly(ReasonCode.TOO_LARGE);
    }

    @Test
    void swallowsHeartbeats() throws Exception {
        operator.processElement(
                TestRecords.record(Topics.DEVICE_COMMANDS)
                        .header(RecordHeaders.HEARTBEAT, "")
                        .value("")
                        .build(),
                0);

        assertThat(operator.extractOutputValues()).isEmpty();
        assertThat(letters()).isEmpty();
    }

    private List<DeadLetter> letters() {
        var letters = operator.getSideOutput(DeadLetters.TAG);
        return letters == null ? List.of() : letters.stream().map(StreamRecord::getValue).toList();
    }

    private static TestRecords command(String key) {
        return TestRecords.record(Topics.DEVICE_COMMANDS).key(key);
    }
}
