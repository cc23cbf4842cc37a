package io.fleetstream.jobs.ingest;

import io.fleetstream.connectors.kafka.BurstSource;
import io.fleetstream.connectors.kafka.KafkaRecord;
import io.fleetstream.connectors.kafka.KafkaSources;
import io.fleetstream.schemas.Topics;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;

/**
 * What ingest reads.
 *
 * @param raw device messages and heartbeats
 * @param registry device rows, whole topic from its beginning
 * @param models device models, whole topic from its beginning
 * @param manifests manifests of allowed devices, whole topic from its beginning
 */
public record IngestSources(
        Source<KafkaRecord, ?, ?> raw,
        Source<KafkaRecord, ?, ?> registry,
        Source<KafkaRecord, ?, ?> models,
        Source<KafkaRecord, ?, ?> manifests) {

    /** The topics of the catalogue. */
    public static IngestSources kafka(IngestConfig config) {
        return new IngestSources(
                new BurstSource<>(
                        KafkaSources.records(
                                config.kafka(), config.instance(), Topics.TELEMETRY_RAW),
                        TypeInformation.of(KafkaRecord.class)),
                compacted(config, Topics.DEVICE_REGISTRY),
                compacted(config, Topics.DEVICE_MODELS),
                compacted(config, Topics.DEVICE_MANIFESTS));
    }

    /** A compacted topic is a table: without a savepoint, all of it is read again. */
    private static Source<KafkaRecord, ?, ?> compacted(IngestConfig config, String topic) {
        return KafkaSources.builder(config.kafka(), config.instance() + "-" + topic, topic)
                .setStartingOffsets(OffsetsInitializer.earliest())
                .build();
    }
}
