package io.fleetstream.benchmarks.pipeline;

import io.fleetstream.benchmarks.child.Request;
import io.fleetstream.benchmarks.flink.DrainWindow;
import io.fleetstream.benchmarks.flink.FlinkVariant;
import io.fleetstream.benchmarks.flink.MeteredSource;
import io.fleetstream.benchmarks.kafka.CommittedRecords;
import io.fleetstream.benchmarks.kafka.Telemetry;
import io.fleetstream.benchmarks.kafka.Written;
import io.fleetstream.benchmarks.measure.Sample;
import io.fleetstream.connectors.confluent.SchemaGuard;
import io.fleetstream.connectors.kafka.BurstSource;
import io.fleetstream.connectors.kafka.KafkaRecord;
import io.fleetstream.connectors.kafka.KafkaSettings;
import io.fleetstream.connectors.kafka.KafkaSources;
import io.fleetstream.jobs.aggregate.AggregateSinks;
import io.fleetstream.jobs.anomaly.AnomalySinks;
import io.fleetstream.jobs.anomaly.AnomalySources;
import io.fleetstream.jobs.common.Settings;
import io.fleetstream.jobs.ingest.IngestSinks;
import io.fleetstream.jobs.ingest.IngestSources;
import io.fleetstream.jobs.pipeline.PipelineConfig;
import io.fleetstream.jobs.pipeline.PipelineSinks;
import io.fleetstream.jobs.pipeline.PipelineSources;
import io.fleetstream.jobs.pipeline.PipelineTopology;
import io.fleetstream.schemas.Topics;
import java.io.IOException;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The job pipeline as it is submitted, with its default settings, from Kafka to Kafka in
 * transactions; only its sources end. Readings that it wrote are compared with what was sent, and
 * its alarms counted, outside of the window of measurement.
 */
public final class PipelineVariant extends FlinkVariant {
    /** Request: topic of the rules. */
    static final String RULES = "rules";

    /** Request: how many detectors are among them. */
    static final String DETECTORS = "detectors";

    /** A topic without records, in place of what nobody says. */
    static final String NOTHING = "bench.nothing";

    private static final String INSTANCE = "bench-pipeline";

    /** Values of a device after which most of them have reached the limit of every detector. */
    private static final long ENOUGH_VALUES = 500;

    private Written written;
    private CommittedRecords alarms;

    @Override
    protected void build(StreamExecutionEnvironment environment, Request request)
            throws IOException {
        PipelineConfig config = config(request);
        KafkaSettings kafka = config.ingest().kafka();
        if (written == null) {
            written = new Written(request);
            alarms = new CommittedRecords(kafka.bootstrapServers(), Topics.ALARMS);
            SchemaGuard.register(kafka, IngestSinks.SCHEMAS);
            SchemaGuard.register(kafka, AggregateSinks.SCHEMAS);
            SchemaGuard.register(kafka, AnomalySinks.SCHEMAS);
        }
        written.skip();
        alarms.toEnd();
        KafkaSource<KafkaRecord> nothing = bounded(kafka, NOTHING);
        PipelineTopology.build(
                environment,
                config,
                new PipelineSources(
                        new IngestSources(
                                metered(kafka, request.text(Request.TOPIC)),
                                bounded(kafka, Topics.DEVICE_REGISTRY),
                                bounded(kafka, Topics.DEVICE_MODELS),
                                nothing),
                        new AnomalySources(
                                nothing,
                                nothing,
                                nothing,
                                nothing,
                                bounded(kafka, request.text(RULES)),
                                nothing,
                                nothing)),
                PipelineSinks.kafka(config, environment.getCheckpointConfig()));
    }

    private static PipelineConfig config(Request request) throws IOException {
        return PipelineConfig.from(
                Settings.of(
                        new String[] {
                            "--kafka.bootstrap-servers", request.text(Request.BOOTSTRAP_SERVERS),
                            "--schema-registry.url", request.text(Request.SCHEMA_REGISTRY),
                            "--ingest.instance", INSTANCE + "-ingest",
                            "--aggregate.instance", INSTANCE + "-aggregate",
                            "--anomaly.instance", INSTANCE + "-anomaly"
                        },
                        Map.of()));
    }

    private static Source<KafkaRecord, ?, ?> metered(KafkaSettings kafka, String topic) {
        TypeInformation<KafkaRecord> type = TypeInformation.of(KafkaRecord.class);
        return new MeteredSource<>(new BurstSource<>(bounded(kafka, topic), type), type);
    }

    private static KafkaSource<KafkaRecord> bounded(KafkaSettings kafka, String topic) {
        return KafkaSources.builder(kafka, INSTANCE + "-" + topic, topic)
                .setStartingOffsets(OffsetsInitializer.earliest())
                .setBounded(OffsetsInitializer.latest())
                .build();
    }

    /** The end of the job is the end of the drain: everything has been committed. */
    @Override
    protected Sample measured(Request request) {
        DrainWindow.close(request.number(Request.RECORDS));
        Sample sample = super.measured(request).withRecords(written.count());
        check(request, alarms.readToEnd());
        return sample;
    }

    private static void check(Request request, long told) {
        boolean detectors = request.number(DETECTORS) > 0;
        boolean enough = request.number(Request.RECORDS) / Telemetry.DEVICES >= ENOUGH_VALUES;
        if (detectors && enough && told < Telemetry.DEVICES) {
            throw new IllegalStateException(told + " alarm events: detectors saw few readings");
        }
        if (!detectors && told > 0) {
            throw new IllegalStateException(told + " alarm events, and no detectors");
        }
    }

    @Override
    public void close() {
        super.close();
        if (written != null) {
            written.close();
            alarms.close();
        }
    }
}
