package io.fleetstream.jobs.shadow.function;

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
import org.junit.jupiter.params.provider.ValueSource;

class CheckRequestFunctionTest {
    private OneInputStreamOperatorTestHarness<KafkaRecord, KafkaRecord> operator;

    @BeforeEach
    void open() throws Exception {
        operator =
                ProcessFunctionTestHarnesses.forProcessFunction(
                        new CheckRequestFunction(new DeadLetters("shadow", "check-request")));
    }

    @AfterEach
    void close() throws Exception {
        operator.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$aws/things/d1/shadow/get",
                "$aws/things/d1/shadow/update",
                "$aws/things/d1/shadow/name/$n:_-1/delete"
            })
    void passesRequestsOn(String topic) throws Exception {
        KafkaRecord record = record("d1", topic);
        operator.processElement(record, 0);

        assertThat(operator.extractOutputValues()).containsExactly(record);
        assertThat(letters()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$aws/things/d1/shadow/patch",
                "$aws/things/d1/shadow/get/accepted",
                "$aws/things/d1/shadow/name//get",
                "$aws/things/d1/shadow/name/a b/get",
                "o/s/t/d1/reading"
            })
    void makesADeadLetterOfWhatHasNoTopicForAnAnswer(String topic) throws Exception {
        operator.processElement(record("d1", topic), 0);

        assertThat(operator.extractOutputValues()).isEmpty();
        assertThat(letters())
                .extracting(DeadLetter::getReason)
                .containsExactly(ReasonCode.UNKNOWN_TOPIC);
    }

    @Test
    void takesNamesOf64LettersAndNoLongerOnes() throws Exception {
        String prefix = "$aws/things/d1/shadow/name/";
        operator.processElement(record("d1", prefix + "n".repeat(64) + "/get"), 0);
        operator.processElement(record("d1", prefix + "n".repeat(65) + "/get"), 0);

        assertThat(operator.extractOutputValues()).hasSize(1);
        assertThat(letters()).hasSize(1);
    }

    @Test
    void makesADeadLetterOfARequestUnderAnotherKey() throws Exception {
        operator.processElement(record("d2", "$aws/things/d1/shadow/get"), 0);

        assertThat(letters())
                .extracting(DeadLetter::getReason)
                .containsExactly(ReasonCode.DEVICE_MISMATCH);
    }

    @Test
    void tellsWhoseDeadLettersTheyAre() throws Exception {
        operator.processElement(record("d1", "o/s/t/d1/reading"), 0);
        operator.processElement(record("d2", "$aws/things/d1/shadow/get"), 0);
        operator.processElement(record("no device", "$aws/things/d1/shadow/get"), 0);

        assertThat(letters()).extracting(DeadLetter::getDeviceId).containsExactly("d1", "d2", null);
    }

    @Test
    void letsHeartbeatsGoNoFurther() throws Exception {
        operator.processElement(
                TestRecords.record(Topics.SHADOW_REQUESTS)
                        .header(RecordHeaders.HEARTBEAT, "")
                        .header(RecordHeaders.RECEIVED_AT, "1000000")
                        .build(),
                0);

        assertThat(operator.extractOutputValues()).isEmpty();
        assertThat(letters()).isEmpty();
    }

    private List<DeadLetter> letters() {
        var letters = operator.getSideOutput(DeadLetters.TAG);
        return letters == null ? List.of() : letters.stream().map(StreamRecord::getValue).toList();
    }

    private static KafkaRecord record(String key, String topic) {
        return TestRecords.record(Topics.SHADOW_REQUESTS)
                .key(key)
                .header(RecordHeaders.MQTT_TOPIC, topic)
                .value("")
                .build();
    }
}
