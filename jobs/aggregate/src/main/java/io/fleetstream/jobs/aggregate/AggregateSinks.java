package io.fleetstream.jobs.aggregate;

import io.fleetstream.connectors.confluent.AvroTopicSerializer;
import io.fleetstream.connectors.kafka.KafkaSinks;
import io.fleetstream.jobs.common.DeadLetters;
import io.fleetstream.schemas.DeadLetter;
import io.fleetstream.schemas.LateReading;
import io.fleetstream.schemas.Topics;
import io.fleetstream.schemas.WindowAggregate;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.streaming.api.environment.CheckpointConfig;

/**
 * What the job writes.
 *
 * @param aggregates rows of windows, by subject
 * @param lateReadings readings that came too late, by device
 * @param deadLetters records that cannot be decoded
 */
public record AggregateSinks(
        Sink<WindowAggregate> aggregates,
        Sink<LateReading> lateReadings,
        Sink<DeadLetter> deadLetters) {

    /** Value schemas of the topics written, for {@code SchemaGuard}. */
    public static final Map<String, Schema> SCHEMAS =
            Map.of(
                    Topics.TELEMETRY_AGGREGATES, WindowAggregate.getClassSchema(),
                    Topics.TELEMETRY_LATE_READINGS, LateReading.getClassSchema(),
                    Topics.TELEMETRY_DEAD_LETTERS, DeadLetter.getClassSchema());

    /** The topics of the catalogue, each written exactly once in Kafka transactions. */
    public static AggregateSinks kafka(AggregateConfig config, CheckpointConfig checkpoints) {
        return new AggregateSinks(
                KafkaSinks.exactlyOnce(
                        config.kafka(),
                        new AvroTopicSerializer<>(
                                Topics.TELEMETRY_AGGREGATES,
                                WindowAggregate.class,
                                WindowAggregate::getSubject,
                                config.kafka()),
                        transactions(config, Topics.TELEMETRY_AGGREGATES),
                        checkpoints),
                KafkaSinks.exactlyOnce(
                        config.kafka(),
                        new AvroTopicSerializer<>(
                                Topics.TELEMETRY_LATE_READINGS,
                                LateReading.class,
                                LateReading::getDeviceId,
                                config.kafka()),
                        transactions(config, Topics.TELEMETRY_LATE_READINGS),
                        checkpoints),
                DeadLetters.sink(
                        config.kafka(),
                        transactions(config, Topics.TELEMETRY_DEAD_LETTERS),
                        checkpoints));
    }

    private static String transactions(AggregateConfig config, String topic) {
        return config.instance() + "-" + topic;
    }
}
