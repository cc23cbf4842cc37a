package io.fleetstream.jobs.ingest;

import io.fleetstream.connectors.kafka.KafkaRecord;
import io.fleetstream.jobs.common.DeadLetters;
import io.fleetstream.jobs.ingest.function.AdmitMessageFunction;
import io.fleetstream.jobs.ingest.function.DecodeRowFunction;
import io.fleetstream.jobs.ingest.function.DeviceInput;
import io.fleetstream.jobs.ingest.function.ModelChange;
import io.fleetstream.jobs.ingest.function.ParseMessageFunction;
import io.fleetstream.jobs.ingest.state.IngestStates;
import io.fleetstream.schemas.DeadLetter;
import io.fleetstream.schemas.Reading;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;
import org.apache.flink.streaming.api.datastream.BroadcastStream;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The graph of ingest.
 *
 * <p>There are no watermarks: nothing here waits for time. "Now" is the arrival time of each
 * message, and the jobs that open windows assign their own.
 */
public final class IngestTopology {
    private static final String JOB = "ingest";
    private static final String PARSE = "parse-message";
    private static final String DECODE_REGISTRY = "decode-registry";
    private static final String DECODE_MODELS = "decode-models";
    private static final String ADMIT = "admit-message";

    private IngestTopology() {}

    /** The whole job, from sources to sinks. */
    public static void build(
            StreamExecutionEnvironment env,
            IngestConfig config,
            IngestSources sources,
            IngestSinks sinks) {
        IngestStreams streams =
                apply(
                        config,
                        read(env, sources.raw(), "read-raw"),
                        read(env, sources.registry(), "read-registry"),
                        read(env, sources.models(), "read-models"));
        write(streams.readings(), sinks.readings(), "write-readings");
        write(streams.deadLetters(), sinks.deadLetters(), "write-dead-letters");
        write(streams.duplicates(), sinks.duplicates(), "write-duplicates");
        write(streams.facts(), sinks.facts(), "write-facts");
    }

    /**
     * The step from streams to streams, for jobs that go on with the readings; all three inputs are
     * Kafka records as they stand in their topics.
     */
    public static IngestStreams apply(
            IngestConfig config,
            DataStream<KafkaRecord> raw,
            DataStream<KafkaRecord> registry,
            DataStream<KafkaRecord> models) {
        SingleOutputStreamOperator<DeviceInput> messages =
                raw.process(new ParseMessageFunction(config.limits(), deadLetters(PARSE)))
                        .returns(TypeInformation.of(DeviceInput.class))
                        .uid(PARSE)
                        .name(PARSE);
        SingleOutputStreamOperator<DeviceInput> rows =
                registry.process(
                                DecodeRowFunction.registry(
                                        config.kafka(), deadLetters(DECODE_REGISTRY)))
                        .returns(TypeInformation.of(DeviceInput.class))
                        .uid(DECODE_REGISTRY)
                        .name(DECODE_REGISTRY);
        SingleOutputStreamOperator<ModelChange> changes =
                models.process(DecodeRowFunction.models(config.kafka(), deadLetters(DECODE_MODELS)))
                        .returns(TypeInformation.of(ModelChange.class))
                        .uid(DECODE_MODELS)
                        .name(DECODE_MODELS);
        DataStream<DeadLetter> refused =
                messages.getSideOutput(DeadLetters.TAG)
                        .union(
                                rows.getSideOutput(DeadLetters.TAG),
                                changes.getSideOutput(DeadLetters.TAG));
        return admit(config, messages.union(rows), changes, refused);
    }

    private static IngestStreams admit(
            IngestConfig config,
            DataStream<DeviceInput> devices,
            DataStream<ModelChange> models,
            DataStream<DeadLetter> refused) {
        BroadcastStream<ModelChange> broadcast = models.broadcast(IngestStates.MODELS);
        SingleOutputStreamOperator<Reading> readings =
                devices.keyBy(DeviceInput::deviceId, Types.STRING)
                        .connect(broadcast)
                        .process(new AdmitMessageFunction(config.stateTtl(), config.factsTtl()))
                        .returns(new AvroTypeInfo<>(Reading.class))
                        .uid(ADMIT)
                        .name(ADMIT);
        return new IngestStreams(
                readings,
                refused,
                readings.getSideOutput(AdmitMessageFunction.DUPLICATES),
                readings.getSideOutput(AdmitMessageFunction.FACTS));
    }

    private static DataStream<KafkaRecord> read(
            StreamExecutionEnvironment env, Source<KafkaRecord, ?, ?> source, String uid) {
        return env.fromSource(source, WatermarkStrategy.noWatermarks(), uid).uid(uid);
    }

    private static <T> void write(DataStream<T> stream, Sink<T> sink, String uid) {
        stream.sinkTo(sink).uid(uid).name(uid);
    }

    private static DeadLetters deadLetters(String stage) {
        return new DeadLetters(JOB, stage);
    }
}
