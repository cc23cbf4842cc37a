package io.fleetstream.jobs.rollout;

import io.fleetstream.connectors.kafka.KafkaRecord;
import io.fleetstream.connectors.kafka.KafkaSources;
import io.fleetstream.schemas.Topics;
import org.apache.flink.api.connector.source.Source;

/**
 * What the job reads, one source per topic.
 *
 * @param requests {@code jobs.requests}
 */
public record RolloutSources(Source<KafkaRecord, ?, ?> requests) {

    /** From Kafka, in the group of the configuration. */
    public static RolloutSources kafka(RolloutConfig config) {
        return new RolloutSources(
                KafkaSources.records(config.kafka(), config.instance(), Topics.JOBS_REQUESTS));
    }
}
