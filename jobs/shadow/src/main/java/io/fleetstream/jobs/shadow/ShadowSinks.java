package io.fleetstream.jobs.shadow;

import io.fleetstream.connectors.confluent.AvroTopicSerializer;
import io.fleetstream.connectors.confluent.EncodedAvroSerializer;
import io.fleetstream.connectors.kafka.KafkaRecord;
import io.fleetstream.connectors.kafka.KafkaSinks;
import io.fleetstream.jobs.common.DeadLetters;
import io.fleetstream.jobs.common.Downlinks;
import io.fleetstream.schemas.CommandState;
import io.fleetstream.schemas.DeadLetter;
import io.fleetstream.schemas.ShadowDocument;
import io.fleetstream.schemas.ShadowEvent;
import io.fleetstream.schemas.Topics;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.streaming.api.environment.CheckpointConfig;

/**
 * What the job writes.
 *
 * @param downlink answers and deltas, by device
 * @param documents every version of every shadow, by device and name, as {@code ShadowOutputs} has
 *     them
 * @param events what became of something desired, by device
 * @param requests what the job appends for itself: what bulk requests and times to live bring
 *     about, by device
 * @param commandStates every change of every command, by device
 * @param deadLetters requests without a topic for an answer
 */
public record ShadowSinks(
        Sink<KafkaRecord> downlink,
        Sink<KafkaRecord> documents,
        Sink<ShadowEvent> events,
        Sink<KafkaRecord> requests,
        Sink<CommandState> commandStates,
        Sink<DeadLetter> deadLetters) {

    /** Value schemas of the topics written, for {@code SchemaGuard}. */
    public static final Map<String, Schema> SCHEMAS =
            Map.of(
                    Topics.SHADOW_DOCUMENTS, ShadowDocument.getClassSchema(),
                    Topics.SHADOW_EVENTS, ShadowEvent.getClassSchema(),
                    Topics.COMMAND_STATES, CommandState.getClassSchema(),
                    Topics.TELEMETRY_DEAD_LETTERS, DeadLetter.getClassSchema());

    /**
     * The topics of the catalogue. All but the dead letters at least once and at once: what is
     * written again after a restart is the same, and answers do not wait for checkpoints.
     */
    public static ShadowSinks kafka(ShadowConfig config, CheckpointConfig checkpoints) {
        return new ShadowSinks(
                Downlinks.sink(config.kafka()),
                KafkaSinks.atLeastOnce(
                        config.kafka(),
                        new EncodedAvroSerializer(
                                Topics.SHADOW_DOCUMENTS,
                                ShadowDocument.getClassSchema(),
                                config.kafka())),
                KafkaSinks.atLeastOnce(
                        config.kafka(),
                        new AvroTopicSerializer<>(
                                Topics.SHADOW_EVENTS,
                                ShadowEvent.class,
                                ShadowEvent::getDeviceId,
                                config.kafka())),
                KafkaSinks.atLeastOnce(config.kafka(), new RequestSerializer()),
                KafkaSinks.atLeastOnce(
                        config.kafka(),
                        new AvroTopicSerializer<>(
                                Topics.COMMAND_STATES,
                                CommandState.class,
                                CommandState::getDeviceId,
                                config.kafka())),
                DeadLetters.sink(
                        config.kafka(),
                        config.instance() + "-" + Topics.TELEMETRY_DEAD_LETTERS,
                        checkpoints));
    }
}
