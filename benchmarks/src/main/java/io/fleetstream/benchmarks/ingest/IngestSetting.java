package io.fleetstream.benchmarks.ingest;

import io.fleetstream.benchmarks.child.Request;
import io.fleetstream.benchmarks.flink.MeteredSource;
import io.fleetstream.connectors.kafka.BurstSource;
import io.fleetstream.connectors.kafka.KafkaRecord;
import io.fleetstream.connectors.kafka.KafkaSettings;
import io.fleetstream.connectors.kafka.KafkaSources;
import io.fleetstream.jobs.ingest.IngestConfig;
import io.fleetstream.jobs.ingest.domain.admission.AdmissionSettings;
import io.fleetstream.jobs.ingest.domain.payload.Limits;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;

/** The ingest job's configuration and sources as a drain needs them: the job's own, but bounded. */
final class IngestSetting {
    private static final String INSTANCE = "bench-ingest";

    private final IngestConfig config;

    IngestSetting(Request request) {
        config =
                new IngestConfig(
                        new KafkaSettings(
                                request.text(Request.BOOTSTRAP_SERVERS),
                                request.text(Request.SCHEMA_REGISTRY),
                                Map.of()),
                        INSTANCE,
                        Limits.DEFAULT,
                        AdmissionSettings.DEFAULT,
                        IngestConfig.DEFAULT_IDLE_AFTER);
    }

    IngestConfig config() {
        return config;
    }

    /** The topic from its beginning to its present end; opens the window of measurement. */
    Source<KafkaRecord, ?, ?> metered(String topic) {
        TypeInformation<KafkaRecord> type = TypeInformation.of(KafkaRecord.class);
        return new MeteredSource<>(new BurstSource<>(bounded(topic), type), type);
    }

    /** The topic from its beginning to its present end. */
    KafkaSource<KafkaRecord> bounded(String topic) {
        return KafkaSources.builder(config.kafka(), INSTANCE + "-" + topic, topic)
                .setStartingOffsets(OffsetsInitializer.earliest())
                .setBounded(OffsetsInitializer.latest())
                .build();
    }
}
