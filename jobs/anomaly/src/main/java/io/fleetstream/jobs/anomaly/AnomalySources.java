package io.fleetstream.jobs.anomaly;

import io.fleetstream.connectors.kafka.KafkaRecord;
import io.fleetstream.connectors.kafka.KafkaSources;
import io.fleetstream.schemas.Topics;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;

/**
 * What the job reads, one source per topic.
 *
 * @param readings {@code telemetry.readings}
 * @param status {@code device.status}
 * @param commands {@code alarm.commands}
 * @param aggregates {@code telemetry.aggregates}
 * @param rules {@code alarm.rules}, whole topic from its beginning
 * @param registry {@code device.registry}, whole topic from its beginning
 * @param shadows {@code shadow.documents}, whole topic from its beginning
 */
public record AnomalySources(
        Source<KafkaRecord, ?, ?> readings,
        Source<KafkaRecord, ?, ?> status,
        Source<KafkaRecord, ?, ?> commands,
        Source<KafkaRecord, ?, ?> aggregates,
        Source<KafkaRecord, ?, ?> rules,
        Source<KafkaRecord, ?, ?> registry,
        Source<KafkaRecord, ?, ?> shadows) {

    /** From Kafka; those that are no tables in the group of the configuration. */
    public static AnomalySources kafka(AnomalyConfig config) {
        return new AnomalySources(
                topic(config, Topics.TELEMETRY_READINGS),
                topic(config, Topics.DEVICE_STATUS),
                topic(config, Topics.ALARM_COMMANDS),
                topic(config, Topics.TELEMETRY_AGGREGATES),
                compacted(config, Topics.ALARM_RULES),
                compacted(config, Topics.DEVICE_REGISTRY),
                compacted(config, Topics.SHADOW_DOCUMENTS));
    }

    private static Source<KafkaRecord, ?, ?> topic(AnomalyConfig config, String topic) {
        return KafkaSources.records(config.kafka(), config.instance(), topic);
    }

    /** A compacted topic is a table: without a savepoint, all of it is read again. */
    private static Source<KafkaRecord, ?, ?> compacted(AnomalyConfig config, String topic) {
        return KafkaSources.builder(config.kafka(), config.instance() + "-" + topic, topic)
                .setStartingOffsets(OffsetsInitializer.earliest())
                .build();
    }
}
