package io.fleetstream.jobs.shadow;

import io.fleetstream.connectors.kafka.KafkaRecord;
import io.fleetstream.connectors.kafka.KafkaSources;
import io.fleetstream.schemas.Topics;
import org.apache.flink.api.connector.source.Source;

/**
 * What the job reads.
 *
 * @param requests everything that is to change or tell shadows, and heartbeats
 * @param status which devices come and go; read only where deltas are sent again
 */
public record ShadowSources(
        Source<KafkaRecord, ?, ?> requests, Source<KafkaRecord, ?, ?> status) {

    /** The topics of the catalogue. */
    public static ShadowSources kafka(ShadowConfig config) {
        return new ShadowSources(
                KafkaSources.records(config.kafka(), config.instance(), Topics.SHADOW_REQUESTS),
                KafkaSources.records(config.kafka(), config.instance(), Topics.DEVICE_STATUS));
    }
}
