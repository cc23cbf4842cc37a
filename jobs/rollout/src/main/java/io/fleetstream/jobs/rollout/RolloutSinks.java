package io.fleetstream.jobs.rollout;

import io.fleetstream.connectors.confluent.AvroTopicSerializer;
import io.fleetstream.connectors.kafka.KafkaRecord;
import io.fleetstream.connectors.kafka.KafkaSinks;
import io.fleetstream.jobs.common.DeadLetters;
import io.fleetstream.jobs.common.Downlinks;
import io.fleetstream.schemas.DeadLetter;
import io.fleetstream.schemas.JobExecution;
import io.fleetstream.schemas.Topics;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.streaming.api.environment.CheckpointConfig;

/**
 * What the job writes.
 *
 * @param downlink answers and notifications, by device
 * @param executions every version of every execution, by device
 * @param requests what the job does to executions, by device
 * @param deadLetters requests without a topic for an answer, and effects that cannot be done
 */
public record RolloutSinks(
        Sink<KafkaRecord> downlink,
        Sink<JobExecution> executions,
        Sink<KafkaRecord> requests,
        Sink<DeadLetter> deadLetters) {

    /** Value schemas of the topics written, for {@code SchemaGuard}. */
    public static final Map<String, Schema> SCHEMAS =
            Map.of(
                    Topics.ROLLOUT_EXECUTIONS, JobExecution.getClassSchema(),
                    Topics.TELEMETRY_DEAD_LETTERS, DeadLetter.getClassSchema());

    /**
     * The topics of the catalogue. All but the dead letters at least once and at once: what is
     * written again after a restart is the same, and answers do not wait for checkpoints.
     */
    public static RolloutSinks kafka(RolloutConfig config, CheckpointConfig checkpoints) {
        return new RolloutSinks(
                Downlinks.sink(config.kafka()),
                KafkaSinks.atLeastOnce(
                        config.kafka(),
                        new AvroTopicSerializer<>(
                                Topics.ROLLOUT_EXECUTIONS,
                                JobExecution.class,
                                JobExecution::getDeviceId,
                                config.kafka())),
                KafkaSinks.atLeastOnce(config.kafka(), new RequestSerializer()),
                DeadLetters.sink(
                        config.kafka(),
                        config.instance() + "-" + Topics.TELEMETRY_DEAD_LETTERS,
                        checkpoints));
    }
}
