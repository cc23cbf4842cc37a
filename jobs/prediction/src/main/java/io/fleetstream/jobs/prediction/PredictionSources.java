package io.fleetstream.jobs.prediction;

import io.fleetstream.connectors.kafka.KafkaRecord;
import io.fleetstream.connectors.kafka.KafkaSources;
import io.fleetstream.schemas.Topics;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;

/**
 * What the job reads.
 *
 * @param readings {@code telemetry.readings}
 * @param models {@code prediction.models}, whole topic from its beginning
 */
public record PredictionSources(
        Source<KafkaRecord, ?, ?> readings, Source<KafkaRecord, ?, ?> models) {

    /** From Kafka. */
    public static PredictionSources kafka(PredictionConfig config) {
        return new PredictionSources(
                KafkaSources.records(config.kafka(), config.instance(), Topics.TELEMETRY_READINGS),
                KafkaSources.builder(
                                config.kafka(),
                                config.instance() + "-" + Topics.PREDICTION_MODELS,
                                Topics.PREDICTION_MODELS)
                        .setStartingOffsets(OffsetsInitializer.earliest())
                        .build());
    }
}
