package io.fleetstream.jobs.prediction;

import io.fleetstream.connectors.confluent.AvroTopicSerializer;
import io.fleetstream.connectors.kafka.KafkaSinks;
import io.fleetstream.jobs.common.DeadLetters;
import io.fleetstream.schemas.AlarmEvent;
import io.fleetstream.schemas.DeadLetter;
import io.fleetstream.schemas.PredictionScore;
import io.fleetstream.schemas.Topics;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.streaming.api.environment.CheckpointConfig;

/**
 * What the job writes.
 *
 * @param scores what models say of windows, by device
 * @param alarms what comes of them, by device
 * @param deadLetters models and readings that cannot be used
 */
public record PredictionSinks(
        Sink<PredictionScore> scores, Sink<AlarmEvent> alarms, Sink<DeadLetter> deadLetters) {

    /** Value schemas of the topics written, for {@code SchemaGuard}. */
    public static final Map<String, Schema> SCHEMAS =
            Map.of(
                    Topics.PREDICTION_SCORES, PredictionScore.getClassSchema(),
                    Topics.ALARMS, AlarmEvent.getClassSchema(),
                    Topics.TELEMETRY_DEAD_LETTERS, DeadLetter.getClassSchema());

    /**
     * The topics of the catalogue. Scores and alarms at least once and at once: what is written
     * again after a restart is the same, and nobody waits for a checkpoint.
     */
    public static PredictionSinks kafka(PredictionConfig config, CheckpointConfig checkpoints) {
        return new PredictionSinks(
                KafkaSinks.atLeastOnce(
                        config.kafka(),
                        new AvroTopicSerializer<>(
                                Topics.PREDICTION_SCORES,
                                PredictionScore.class,
                                PredictionScore::getDeviceId,
                                config.kafka())),
                KafkaSinks.atLeastOnce(
                        config.kafka(),
                        new AvroTopicSerializer<>(
                                Topics.ALARMS,
                                AlarmEvent.class,
                                AlarmEvent::getDeviceId,
                                config.kafka())),
                DeadLetters.sink(
                        config.kafka(),
                        config.instance() + "-" + Topics.TELEMETRY_DEAD_LETTERS,
                        checkpoints));
    }
}
