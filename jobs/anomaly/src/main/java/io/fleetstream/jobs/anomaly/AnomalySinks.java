package io.fleetstream.jobs.anomaly;

import io.fleetstream.connectors.confluent.AvroTopicSerializer;
import io.fleetstream.connectors.kafka.Heartbeat;
import io.fleetstream.connectors.kafka.HeartbeatSerializer;
import io.fleetstream.connectors.kafka.KafkaRecord;
import io.fleetstream.connectors.kafka.KafkaSinks;
import io.fleetstream.jobs.common.DeadLetters;
import io.fleetstream.jobs.common.Downlinks;
import io.fleetstream.schemas.AlarmEvent;
import io.fleetstream.schemas.DeadLetter;
import io.fleetstream.schemas.LateReading;
import io.fleetstream.schemas.Topics;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.streaming.api.environment.CheckpointConfig;

/**
 * What the job writes.
 *
 * @param alarms everything that happens to alarms, by device
 * @param downlink what devices are told of their own alarms
 * @param late readings that came too late to be judged, by device
 * @param progress arrival time up to which alarms were judged
 * @param deadLetters rules, commands and readings that cannot be used
 */
public record AnomalySinks(
        Sink<AlarmEvent> alarms,
        Sink<KafkaRecord> downlink,
        Sink<LateReading> late,
        Sink<Heartbeat> progress,
        Sink<DeadLetter> deadLetters) {

    /** Value schemas of the topics written, for {@code SchemaGuard}. */
    public static final Map<String, Schema> SCHEMAS =
            Map.of(
                    Topics.ALARMS, AlarmEvent.getClassSchema(),
                    Topics.ALARM_LATE_READINGS, LateReading.getClassSchema(),
                    Topics.TELEMETRY_DEAD_LETTERS, DeadLetter.getClassSchema());

    /**
     * The topics of the catalogue. Alarms at least once and at once: what is written again after a
     * restart is the same, and nobody waits for a checkpoint.
     */
    public static AnomalySinks kafka(AnomalyConfig config, CheckpointConfig checkpoints) {
        return new AnomalySinks(
                KafkaSinks.atLeastOnce(
                        config.kafka(),
                        new AvroTopicSerializer<>(
                                Topics.ALARMS,
                                AlarmEvent.class,
                                AlarmEvent::getDeviceId,
                                config.kafka())),
                Downlinks.sink(config.kafka()),
                KafkaSinks.atLeastOnce(
                        config.kafka(),
                        new AvroTopicSerializer<>(
                                Topics.ALARM_LATE_READINGS,
                                LateReading.class,
                                LateReading::getDeviceId,
                                config.kafka())),
                KafkaSinks.atLeastOnce(
                        config.kafka(), new HeartbeatSerializer(Topics.ALARM_PROGRESS)),
                DeadLetters.sink(
                        config.kafka(),
                        config.instance() + "-" + Topics.TELEMETRY_DEAD_LETTERS,
                        checkpoints));
    }
}
