package io.fleetstream.jobs.archive;

import io.fleetstream.connectors.kafka.KafkaRecord;
import io.fleetstream.connectors.kafka.KafkaSources;
import io.fleetstream.schemas.Topics;
import java.util.Optional;
import org.apache.flink.api.connector.source.Source;

/**
 * Where the datasets come from.
 *
 * @param readings {@code telemetry.readings}
 * @param aggregates {@code telemetry.aggregates}
 * @param raw {@code telemetry.raw}; empty where it is not archived
 */
public record ArchiveSources(
        Source<KafkaRecord, ?, ?> readings,
        Source<KafkaRecord, ?, ?> aggregates,
        Optional<Source<KafkaRecord, ?, ?>> raw) {

    /** The topics of Kafka. */
    public static ArchiveSources of(ArchiveConfig config) {
        return new ArchiveSources(
                KafkaSources.records(config.kafka(), config.groupId(), Topics.TELEMETRY_READINGS),
                KafkaSources.records(config.kafka(), config.groupId(), Topics.TELEMETRY_AGGREGATES),
                config.raw()
                        ? Optional.of(
                                KafkaSources.records(
                                        config.kafka(), config.groupId(), Topics.TELEMETRY_RAW))
                        : Optional.empty());
    }
}
