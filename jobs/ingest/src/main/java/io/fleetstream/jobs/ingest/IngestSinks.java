package io.fleetstream.jobs.ingest;

import io.fleetstream.connectors.confluent.AvroTopicSerializer;
import io.fleetstream.connectors.kafka.Heartbeat;
import io.fleetstream.connectors.kafka.HeartbeatSerializer;
import io.fleetstream.connectors.kafka.KafkaSinks;
import io.fleetstream.jobs.common.DeadLetters;
import io.fleetstream.schemas.DeadLetter;
import io.fleetstream.schemas.DeviceFacts;
import io.fleetstream.schemas.DeviceHour;
import io.fleetstream.schemas.Duplicate;
import io.fleetstream.schemas.Reading;
import io.fleetstream.schemas.SequenceEvent;
import io.fleetstream.schemas.Topics;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.streaming.api.environment.CheckpointConfig;

/**
 * What ingest writes.
 *
 * @param readings readings, by device
 * @param deadLetters messages that cannot be used
 * @param duplicates messages of which nothing was new, by device
 * @param facts what is learnt about devices, by device
 * @param sequenceEvents gaps, fills and resets of counters, by device
 * @param deviceHours books of devices, by device
 * @param heartbeats arrival time, into every partition of the readings
 */
public record IngestSinks(
        Sink<Reading> readings,
        Sink<DeadLetter> deadLetters,
        Sink<Duplicate> duplicates,
        Sink<DeviceFacts> facts,
        Sink<SequenceEvent> sequenceEvents,
        Sink<DeviceHour> deviceHours,
        Sink<Heartbeat> heartbeats) {

    /** Value schemas of the topics written, for {@code SchemaGuard}. */
    public static final Map<String, Schema> SCHEMAS =
            Map.of(
                    Topics.TELEMETRY_READINGS, Reading.getClassSchema(),
                    Topics.TELEMETRY_DEAD_LETTERS, DeadLetter.getClassSchema(),
                    Topics.TELEMETRY_DUPLICATES, Duplicate.getClassSchema(),
                    Topics.DEVICE_FACTS, DeviceFacts.getClassSchema(),
                    Topics.TELEMETRY_SEQUENCE_EVENTS, SequenceEvent.getClassSchema(),
                    Topics.TELEMETRY_DEVICE_HOURS, DeviceHour.getClassSchema());

    /** The topics of the catalogue, each written exactly once in Kafka transactions. */
    public static IngestSinks kafka(IngestConfig config, CheckpointConfig checkpoints) {
        return new IngestSinks(
                topic(
                        config,
                        checkpoints,
                        Topics.TELEMETRY_READINGS,
                        Reading.class,
                        Reading::getDeviceId),
                DeadLetters.sink(
                        config.kafka(),
                        transactions(config, Topics.TELEMETRY_DEAD_LETTERS),
                        checkpoints),
                topic(
                        config,
                        checkpoints,
                        Topics.TELEMETRY_DUPLICATES,
                        Duplicate.class,
                        Duplicate::getDeviceId),
                topic(
                        config,
                        checkpoints,
                        Topics.DEVICE_FACTS,
                        DeviceFacts.class,
                        DeviceFacts::getDeviceId),
                topic(
                        config,
                        checkpoints,
                        Topics.TELEMETRY_SEQUENCE_EVENTS,
                        SequenceEvent.class,
                        SequenceEvent::getDeviceId),
                topic(
                        config,
                        checkpoints,
                        Topics.TELEMETRY_DEVICE_HOURS,
                        DeviceHour.class,
                        DeviceHour::getDeviceId),
                KafkaSinks.exactlyOnce(
                        config.kafka(),
                        new HeartbeatSerializer(Topics.TELEMETRY_READINGS),
                        // must not begin like those of the readings, which abort theirs by it
                        transactions(config, "heartbeats"),
                        checkpoints));
    }

    private static <T extends SpecificRecord> Sink<T> topic(
            IngestConfig config,
            CheckpointConfig checkpoints,
            String topic,
            Class<T> type,
            AvroTopicSerializer.Key<T> key) {
        return KafkaSinks.exactlyOnce(
                config.kafka(),
                new AvroTopicSerializer<>(topic, type, key, config.kafka()),
                transactions(config, topic),
                checkpoints);
    }

    private static String transactions(IngestConfig config, String topic) {
        return config.instance() + "-" + topic;
    }
}
