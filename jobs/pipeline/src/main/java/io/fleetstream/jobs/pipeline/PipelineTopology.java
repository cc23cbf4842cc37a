package io.fleetstream.jobs.pipeline;

import io.fleetstream.connectors.kafka.KafkaRecord;
import io.fleetstream.jobs.aggregate.AggregateStreams;
import io.fleetstream.jobs.aggregate.AggregateTopology;
import io.fleetstream.jobs.aggregate.domain.DeviceSamples;
import io.fleetstream.jobs.aggregate.function.ToSamplesFunction;
import io.fleetstream.jobs.anomaly.AnomalyContext;
import io.fleetstream.jobs.anomaly.AnomalyStreams;
import io.fleetstream.jobs.anomaly.AnomalyTopology;
import io.fleetstream.jobs.anomaly.function.DeviceInput;
import io.fleetstream.jobs.anomaly.function.ToInputFunction;
import io.fleetstream.jobs.ingest.IngestSources;
import io.fleetstream.jobs.ingest.IngestStreams;
import io.fleetstream.jobs.ingest.IngestTopology;
import io.fleetstream.schemas.Reading;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamUtils;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The graph of the job: ingest's, with the steps of aggregate and anomaly right behind it. Readings
 * are shuffled once, on their way to ingest; they leave it where their device is.
 */
public final class PipelineTopology {
    /** Name of the job. */
    public static final String JOB = "pipeline";

    private static final String TAKE_SAMPLES = "take-samples";
    private static final String TAKE_READINGS = "take-readings";
    private static final String PLACE_INPUTS = "place-inputs";
    private static final TypeInformation<DeviceInput> INPUT = TypeInformation.of(DeviceInput.class);

    private PipelineTopology() {}

    /** The whole job, from sources to sinks. */
    public static void build(
            StreamExecutionEnvironment env,
            PipelineConfig config,
            PipelineSources sources,
            PipelineSinks sinks) {
        DataStream<KafkaRecord> registry =
                IngestTopology.readRows(env, sources.ingest().registry(), "read-registry");
        IngestStreams ingested = ingest(env, config, sources.ingest(), registry);
        AggregateTopology.write(aggregate(config, ingested.readings()), sinks.aggregate());
        AnomalyContext context =
                AnomalyTopology.context(env, config.anomaly(), sources.anomaly(), registry);
        AnomalyTopology.write(watch(config, ingested.readings(), context), sinks.anomaly());
        IngestTopology.write(
                config.ingest(), ingested.withDeadLetters(context.deadLetters()), sinks.ingest());
    }

    private static IngestStreams ingest(
            StreamExecutionEnvironment env,
            PipelineConfig config,
            IngestSources sources,
            DataStream<KafkaRecord> registry) {
        return IngestTopology.apply(
                config.ingest(),
                IngestTopology.readMessages(env, config.ingest(), sources.raw()),
                registry,
                IngestTopology.readRows(env, sources.models(), "read-models"),
                IngestTopology.readRows(env, sources.manifests(), "read-manifests"));
    }

    private static AggregateStreams aggregate(PipelineConfig config, DataStream<Reading> readings) {
        DataStream<DeviceSamples> samples =
                readings.map(new ToSamplesFunction()).uid(TAKE_SAMPLES).name(TAKE_SAMPLES);
        return AggregateTopology.applyKeyed(
                config.aggregate(),
                DataStreamUtils.reinterpretAsKeyedStream(
                        samples, DeviceSamples::deviceId, Types.STRING));
    }

    private static AnomalyStreams watch(
            PipelineConfig config, DataStream<Reading> readings, AnomalyContext context) {
        DataStream<DeviceInput> taken =
                readings.map(new ToInputFunction())
                        .returns(INPUT)
                        .uid(TAKE_READINGS)
                        .name(TAKE_READINGS);
        // what is not a reading comes from its own topics and has to go where its device is
        DataStream<DeviceInput> placed =
                context.inputs()
                        .keyBy(DeviceInput::getDeviceId, Types.STRING)
                        .map(input -> input)
                        .returns(INPUT)
                        .uid(PLACE_INPUTS)
                        .name(PLACE_INPUTS);
        return AnomalyTopology.applyKeyed(
                config.anomaly(),
                DataStreamUtils.reinterpretAsKeyedStream(
                        taken.union(placed), DeviceInput::getDeviceId, Types.STRING),
                context.reference());
    }
}
