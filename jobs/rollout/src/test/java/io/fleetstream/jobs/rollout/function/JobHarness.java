package io.fleetstream.jobs.rollout.function;

import io.fleetstream.connectors.kafka.KafkaRecord;
import io.fleetstream.jobs.common.DeadLetters;
import io.fleetstream.jobs.common.testing.TestRecords;
import io.fleetstream.jobs.rollout.Harnesses;
import io.fleetstream.jobs.rollout.domain.job.ArtifactSettings;
import io.fleetstream.jobs.rollout.domain.job.Effect;
import io.fleetstream.jobs.rollout.domain.job.JobEvents;
import io.fleetstream.jobs.rollout.domain.job.JobLimits;
import io.fleetstream.jobs.rollout.domain.job.Origin;
import io.fleetstream.jobs.rollout.domain.job.Retries;
import io.fleetstream.schemas.DeadLetter;
import io.fleetstream.schemas.JobExecution;
import io.fleetstream.schemas.RecordHeaders;
import io.fleetstream.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;

/** {@link ExecuteJobFunction} in Flink's harness, and what has come out of it so far. */
final class JobHarness implements AutoCloseable {
    private final KeyedOneInputStreamOperatorTestHarness<String, KafkaRecord, KafkaRecord> harness;
    private int executionsRead;
    private int requestsRead;

    JobHarness(OperatorSubtaskState restored) throws Exception {
        this(JobLimits.DEFAULT, restored);
    }

    JobHarness(JobLimits limits, OperatorSubtaskState restored) throws Exception {
        this(limits, ArtifactSettings.NONE, restored);
    }

    JobHarness(JobLimits limits, ArtifactSettings artifacts, OperatorSubtaskState restored)
            throws Exception {
        harness =
                new KeyedOneInputStreamOperatorTestHarness<>(
                        new KeyedProcessOperator<>(
                                new ExecuteJobFunction(
                                        limits,
                                        4,
                                        JobEvents.OFF,
                                        artifacts,
                                        new DeadLetters("rollout", "execute-job"))),
                        record -> record.keyText().orElseThrow(),
                        Types.STRING);
        harness.setup();
        if (restored != null) {
            harness.initializeState(restored);
        }
        harness.open();
    }

    /** A request as the bridge writes it; the offset is told by the time. */
    static KafkaRecord request(String device, String rest, String payload, long seconds) {
        return TestRecords.record(Topics.JOBS_REQUESTS)
                .at(0, seconds)
                .timestamp(seconds * 1000)
                .key(device)
                .header(RecordHeaders.MQTT_TOPIC, "$aws/things/" + device + "/jobs/" + rest)
                .header(RecordHeaders.RECEIVED_AT, seconds + "000000")
                .value(payload.replace('\'', '"'))
                .build();
    }

    /** A job for a device, with a timer of so many seconds. */
    static KafkaRecord queued(String device, String job, long timeout, String id, long seconds) {
        return queued(device, job, "{\"do\":\"it\"}", timeout, id, seconds);
    }

    /** A job for a device with this document. */
    static KafkaRecord queued(
            String device, String job, String document, long timeout, String id, long seconds) {
        Effect effect =
                new Effect.Queue(
                        job,
                        new Origin(job, -1, Origin.USUAL_WEIGHT),
                        document,
                        timeout,
                        Retries.NONE);
        return appended(EffectRecords.record(device, id, effect), seconds);
    }

    /** A record that the job has made, as it stands in the log from that second on. */
    static KafkaRecord appended(KafkaRecord made, long seconds) {
        return new KafkaRecord(
                made.topic(), 0, seconds, seconds * 1000, made.key(), made.value(), made.headers());
    }

    void process(KafkaRecord record) throws Exception {
        harness.processElement(record, 0);
    }

    void watermark(long seconds) throws Exception {
        harness.processWatermark(seconds * 1000);
    }

    OperatorSubtaskState snapshot() throws Exception {
        return harness.snapshot(1, 1);
    }

    /** Messages since the last call, as device, rest of the topic and payload. */
    List<String> messages() {
        List<String> messages = new ArrayList<>();
        for (KafkaRecord record : harness.extractOutputValues()) {
            String device = record.keyText().orElseThrow();
            String root = "$aws/things/" + device + "/jobs/";
            messages.add(
                    device
                            + " "
                            + record.header(RecordHeaders.MQTT_TOPIC)
                                    .orElseThrow()
                                    .substring(root.length())
                            + " "
                            + new String(record.value(), StandardCharsets.UTF_8));
        }
        harness.getOutput().clear();
        return messages;
    }

    /** Versions of executions since the last call. */
    List<JobExecution> executions() {
        List<JobExecution> all = Harnesses.values(harness.getSideOutput(JobOutputs.EXECUTIONS));
        List<JobExecution> fresh = all.subList(executionsRead, all.size());
        executionsRead = all.size();
        return fresh;
    }

    /** Records for the log since the last call. */
    List<KafkaRecord> requests() {
        List<KafkaRecord> all = Harnesses.values(harness.getSideOutput(JobOutputs.REQUESTS));
        List<KafkaRecord> fresh = all.subList(requestsRead, all.size());
        requestsRead = all.size();
        return fresh;
    }

    List<DeadLetter> deadLetters() {
        return Harnesses.values(harness.getSideOutput(DeadLetters.TAG));
    }

    int timers() {
        return harness.numEventTimeTimers();
    }

    @Override
    public void close() {
        Harnesses.close(harness);
    }
}
