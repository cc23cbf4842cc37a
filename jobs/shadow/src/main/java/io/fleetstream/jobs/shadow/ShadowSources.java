package io.fleetstream.jobs.shadow;

import io.fleetstream.connectors.kafka.KafkaRecord;
import io.fleetstream.connectors.kafka.KafkaSources;
import io.fleetstream.schemas.Topics;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;

/**
 * What the job reads, one source per topic.
 *
 * @param requests {@code shadow.requests}
 * @param commands {@code device.commands}
 * @param status {@code device.status}
 * @param bulk {@code device.bulk}
 * @param registry {@code device.registry}, whole topic from its beginning
 * @param facts {@code device.facts}, whole topic from its beginning
 */
public record ShadowSources(
        Source<KafkaRecord, ?, ?> requests,
        Source<KafkaRecord, ?, ?> commands,
        Source<KafkaRecord, ?, ?> status,
        Source<KafkaRecord, ?, ?> bulk,
        Source<KafkaRecord, ?, ?> registry,
        Source<KafkaRecord, ?, ?> facts) {

    /** From Kafka; those that are no tables in the group of the configuration. */
    public static ShadowSources kafka(ShadowConfig config) {
        return new ShadowSources(
                topic(config, Topics.SHADOW_REQUESTS),
                topic(config, Topics.DEVICE_COMMANDS),
                topic(config, Topics.DEVICE_STATUS),
                topic(config, Topics.DEVICE_BULK),
                compacted(config, Topics.DEVICE_REGISTRY),
                compacted(config, Topics.DEVICE_FACTS));
    }

    private static Source<KafkaRecord, ?, ?> topic(ShadowConfig config, String topic) {
        return KafkaSources.records(config.kafka(), config.instance(), topic);
    }

    /** A compacted topic is a table: without a savepoint, all of it is read again. */
    private static Source<KafkaRecord, ?, ?> compacted(ShadowConfig config, String topic) {
        return KafkaSources.builder(config.kafka(), config.instance() + "-" + topic, topic)
                .setStartingOffsets(OffsetsInitializer.earliest())
                .build();
    }
}
