package io.fleetstream.jobs.ingest;

import io.fleetstream.connectors.kafka.Heartbeat;
import io.fleetstream.connectors.kafka.Heartbeats;
import io.fleetstream.connectors.kafka.KafkaRecord;
import io.fleetstream.connectors.kafka.PartitionCount;
import io.fleetstream.jobs.common.DeadLetters;
import io.fleetstream.jobs.common.EmitHeartbeatsOperator;
import io.fleetstream.jobs.ingest.function.AdmitMessageFunction;
import io.fleetstream.jobs.ingest.function.AdmitOutputs;
import io.fleetstream.jobs.ingest.function.DecodeRowFunction;
import io.fleetstream.jobs.ingest.function.DeviceInput;
import io.fleetstream.jobs.ingest.function.ParseMessageFunction;
import io.fleetstream.jobs.ingest.function.ReferenceChange;
import io.fleetstream.jobs.ingest.state.IngestStates;
import io.fleetstream.schemas.DeadLetter;
import io.fleetstream.schemas.Reading;
import io.fleetstream.schemas.Topics;
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
 * <p>"Now" is the arrival time of each message. Watermarks stand for it as well: timers release
 * what waits and publish the books. Jobs that open windows of event time assign their own.
 */
public final class IngestTopology {
    private static final String JOB = "ingest";
    private static final String PARSE = "parse-message";
    private static final String DECODE_REGISTRY = "decode-registry";
    private static final String DECODE_MODELS = "decode-models";
    private static final String DECODE_MANIFESTS = "decode-manifests";
    private static final String ADMIT = "admit-message";
    private static final String EMIT_HEARTBEATS = "emit-heartbeats";

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
                        readMessages(env, config, sources.raw()),
                        readRows(env, sources.registry(), "read-registry"),
                        readRows(env, sources.models(), "read-models"),
                        readRows(env, sources.manifests(), "read-manifests"));
        write(config, streams, sinks);
    }

    /** The sinks behind the step, for jobs that go on with the readings as well. */
    public static void write(IngestConfig config, IngestStreams streams, IngestSinks sinks) {
        write(streams.readings(), sinks.readings(), "write-readings");
        write(streams.deadLetters(), sinks.deadLetters(), "write-dead-letters");
        write(streams.duplicates(), sinks.duplicates(), "write-duplicates");
        write(streams.facts(), sinks.facts(), "write-facts");
        write(streams.sequenceEvents(), sinks.sequenceEvents(), "write-sequence-events");
        write(streams.deviceHours(), sinks.deviceHours(), "write-device-hours");
        heartbeats(config, streams.time())
                .sinkTo(sinks.heartbeats())
                .setParallelism(1)
                .uid("write-heartbeats")
                .name("write-heartbeats");
    }

    /** The time of the readings for those who read them from Kafka. */
    public static SingleOutputStreamOperator<Heartbeat> heartbeats(
            IngestConfig config, DataStream<Long> time) {
        return time.transform(
                        EMIT_HEARTBEATS,
                        TypeInformation.of(Heartbeat.class),
                        new EmitHeartbeatsOperator(
                                PartitionCount.of(config.kafka(), Topics.TELEMETRY_READINGS),
                                Heartbeats.SLACK))
                .setParallelism(1)
                .setMaxParallelism(1)
                .uid(EMIT_HEARTBEATS);
    }

    /**
     * The step from streams to streams, for jobs that go on with the readings; all inputs are Kafka
     * records as they stand in their topics, by {@link #readMessages} and {@link #readRows} or with
     * timestamps and watermarks like theirs.
     */
    public static IngestStreams apply(
            IngestConfig config,
            DataStream<KafkaRecord> raw,
            DataStream<KafkaRecord> registry,
            DataStream<KafkaRecord> models,
            DataStream<KafkaRecord> manifests) {
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
        SingleOutputStreamOperator<ReferenceChange> modelRows =
                models.process(DecodeRowFunction.models(config.kafka(), deadLetters(DECODE_MODELS)))
                        .returns(TypeInformation.of(ReferenceChange.class))
                        .uid(DECODE_MODELS)
                        .name(DECODE_MODELS);
        SingleOutputStreamOperator<ReferenceChange> manifestRows =
                manifests
                        .process(
                                DecodeRowFunction.manifests(
                                        config.kafka(), deadLetters(DECODE_MANIFESTS)))
                        .returns(TypeInformation.of(ReferenceChange.class))
                        .uid(DECODE_MANIFESTS)
                        .name(DECODE_MANIFESTS);
        DataStream<DeadLetter> refused =
                messages.getSideOutput(DeadLetters.TAG)
                        .union(
                                rows.getSideOutput(DeadLetters.TAG),
                                modelRows.getSideOutput(DeadLetters.TAG),
                                manifestRows.getSideOutput(DeadLetters.TAG));
        return admit(config, messages.union(rows), modelRows.union(manifestRows), refused);
    }

    /** Device messages, in arrival time. */
    public static DataStream<KafkaRecord> readMessages(
            StreamExecutionEnvironment env, IngestConfig config, Source<KafkaRecord, ?, ?> source) {
        return read(env, source, ArrivalTime.ofMessages(config.idleAfter()), "read-raw");
    }

    /** A table, which takes no part in arrival time once it has been read. */
    public static DataStream<KafkaRecord> readRows(
            StreamExecutionEnvironment env, Source<KafkaRecord, ?, ?> source, String uid) {
        return read(env, source, ArrivalTime.ofReferenceData(), uid);
    }

    private static IngestStreams admit(
            IngestConfig config,
            DataStream<DeviceInput> devices,
            DataStream<ReferenceChange> reference,
            DataStream<DeadLetter> refused) {
        BroadcastStream<ReferenceChange> broadcast =
                reference.broadcast(IngestStates.MODELS, IngestStates.MANIFESTS);
        SingleOutputStreamOperator<Reading> readings =
                devices.keyBy(DeviceInput::deviceId, Types.STRING)
                        .connect(broadcast)
                        .process(
                                new AdmitMessageFunction(
                                        config.admission(), config.limits(), deadLetters(ADMIT)))
                        .returns(new AvroTypeInfo<>(Reading.class))
                        .uid(ADMIT)
                        .name(ADMIT);
        return new IngestStreams(
                readings,
                refused.union(readings.getSideOutput(DeadLetters.TAG)),
                readings.getSideOutput(AdmitOutputs.DUPLICATES),
                readings.getSideOutput(AdmitOutputs.FACTS),
                readings.getSideOutput(AdmitOutputs.SEQUENCE_EVENTS),
                readings.getSideOutput(AdmitOutputs.DEVICE_HOURS),
                readings.getSideOutput(AdmitOutputs.TIME));
    }

    private static DataStream<KafkaRecord> read(
            StreamExecutionEnvironment env,
            Source<KafkaRecord, ?, ?> source,
            WatermarkStrategy<KafkaRecord> time,
            String uid) {
        return env.fromSource(source, time, uid).uid(uid);
    }

    private static <T> void write(DataStream<T> stream, Sink<T> sink, String uid) {
        stream.sinkTo(sink).uid(uid).name(uid);
    }

    private static DeadLetters deadLetters(String stage) {
        return new DeadLetters(JOB, stage);
    }
}
