package io.fleetstream.jobs.rollout.function;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetstream.connectors.kafka.KafkaRecord;
import io.fleetstream.jobs.common.DeadLetters;
import io.fleetstream.jobs.common.testing.TestRecords;
import io.fleetstream.jobs.rollout.Harnesses;
import io.fleetstream.schemas.DeadLetter;
import io.fleetstream.schemas.ReasonCode;
import io.fleetstream.schemas.RecordHeaders;
import io.fleetstream.schemas.Topics;
import java.util.List;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.ProcessFunctionTestHarnesses;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CheckJobFunctionTest {
    private OneInputStreamOperatorTestHarness<KafkaRecord, KafkaRecord> operator;

    @BeforeEach
    void open() throws Exception {
        operator =
                ProcessFunctionTestHarnesses.forProcessFunction(
                        new CheckJobFunction(
                                false, new DeadLetters("rollout", "check-job-request")));
    }

    @AfterEach
    void close() throws Exception {
        operator.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"get", "start-next", "$next/get", "a/get", "a/update", "x/y/z", "b"})
    void passesOnWhatCanBeAnswered(String rest) throws Exception {
        KafkaRecord record = request("d1", "$aws/things/d1/jobs/" + rest);
        operator.processElement(record, 0);
        assertThat(operator.extractOutputValues()).containsExactly(record);
        assertThat(letters()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "notify",
                "notify-next",
                "get/accepted",
                "a/update/rejected",
                "x/y/rejected"
            })
    void dropsWhatWeSayOurselves(String rest) throws Exception {
        operator.processElement(request("d1", "$aws/things/d1/jobs/" + rest), 0);
        assertThat(operator.extractOutputValues()).isEmpty();
        assertThat(letters()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "d1, o/s/t/d1/reading, UNKNOWN_TOPIC",
        "d1, $aws/things/d1/shadow/get, UNKNOWN_TOPIC",
        "d1, $aws/things/d.1/jobs/get, UNKNOWN_TOPIC",
        "d2, $aws/things/d1/jobs/get, DEVICE_MISMATCH",
    })
    void makesDeadLettersOfWhatCannot(String key, String topic, ReasonCode reason)
            throws Exception {
        operator.processElement(request(key, topic), 0);
        assertThat(operator.extractOutputValues()).isEmpty();
        assertThat(letters()).extracting(DeadLetter::getReason).containsExactly(reason);
    }

    @ParameterizedTest
    @CsvSource({
        "d1, '{\"effect\":\"remove\",\"jobId\":\"a\"}', true",
        "d1, '{\"effect\":\"remove\"}', false",
        "d1, nonsense, false",
        "d1, '{\"effect\":\"queue\",\"jobId\":\"a\",\"jobDocument\":{\"u\":\"x\"}}', true",
        "d1, '{\"effect\":\"queue\",\"jobId\":\"a\",\"jobDocument\":{\"u\":\"${fleet:artifact:b}\"}}',"
            + " false",
        "'d 1', '{\"effect\":\"tick\"}', false",
    })
    void passesOnEffectsThatCanBeDone(String key, String value, boolean good) throws Exception {
        operator.processElement(
                TestRecords.record(Topics.JOBS_REQUESTS)
                        .key(key)
                        .header(RecordHeaders.WRITER, EffectRecords.ROLLOUT)
                        .value(value)
                        .build(),
                0);
        assertThat(operator.extractOutputValues()).hasSize(good ? 1 : 0);
        assertThat(letters()).hasSize(good ? 0 : 1);
    }

    @Test
    void letsHeartbeatsGoNoFurther() throws Exception {
        operator.processElement(
                TestRecords.record(Topics.JOBS_REQUESTS)
                        .header(RecordHeaders.HEARTBEAT, "")
                        .build(),
                0);
        assertThat(operator.extractOutputValues()).isEmpty();
        assertThat(letters()).isEmpty();
    }

    private List<DeadLetter> letters() {
        return Harnesses.values(operator.getSideOutput(DeadLetters.TAG));
    }

    private static KafkaRecord request(String key, String topic) {
        return TestRecords.record(Topics.JOBS_REQUESTS)
                .key(key)
                .header(RecordHeaders.MQTT_TOPIC, topic)
                .value("{}")
                .build();
    }
}
