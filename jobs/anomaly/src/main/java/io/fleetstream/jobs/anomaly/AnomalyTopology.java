package io.fleetstream.jobs.anomaly;

import io.fleetstream.connectors.confluent.DecodeReadingsFunction;
import io.fleetstream.connectors.confluent.ReadingBytes;
import io.fleetstream.connectors.kafka.Heartbeat;
import io.fleetstream.connectors.kafka.KafkaRecord;
import io.fleetstream.jobs.anomaly.function.AnomalyOutputs;
import io.fleetstream.jobs.anomaly.function.DecodeCohortFunction;
import io.fleetstream.jobs.anomaly.function.DecodeDescriptionFunction;
import io.fleetstream.jobs.anomaly.function.DecodeOrderFunction;
import io.fleetstream.jobs.anomaly.function.DecodeRuleFunction;
import io.fleetstream.jobs.anomaly.function.DecodeShadowFunction;
import io.fleetstream.jobs.anomaly.function.DecodeStatusFunction;
import io.fleetstream.jobs.anomaly.function.DeviceInput;
import io.fleetstream.jobs.anomaly.function.GroupAlarmsFunction;
import io.fleetstream.jobs.anomaly.function.GroupInput;
import io.fleetstream.jobs.anomaly.function.TakeReadingFunction;
import io.fleetstream.jobs.anomaly.function.WatchDeviceFunction;
import io.fleetstream.jobs.anomaly.state.AnomalyStates;
import io.fleetstream.jobs.anomaly.state.ReferenceRow;
import io.fleetstream.jobs.common.DeadLetters;
import io.fleetstream.jobs.common.EmitHeartbeatsOperator;
import io.fleetstream.schemas.AlarmEvent;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The graph of the job. Watermarks stand for arrival, as in ingest. */
public final class AnomalyTopology {
    /** Name of the job. */
    public static final String JOB = "anomaly";

    private static final String DECODE_READINGS = "decode-readings";
    private static final String DECODE_RULES = "decode-rules";
    private static final String DECODE_COHORTS = "decode-cohorts";
    private static final String DECODE_COMMANDS = "decode-commands";
    private static final String DECODE_DEVICES = "decode-devices";
    private static final String DECODE_SHADOWS = "decode-shadows";
    private static final String DECODE_STATUS = "decode-status";
    private static final String TAKE_READINGS = "take-readings";
    private static final String WATCH = "watch-device";
    private static final String GROUP = "group-alarms";
    private static final String PROGRESS = "emit-progress";

    private static final TypeInformation<DeviceInput> INPUT = TypeInformation.of(DeviceInput.class);

    private final StreamExecutionEnvironment env;
    private final AnomalyConfig config;

    private AnomalyTopology(StreamExecutionEnvironment env, AnomalyConfig config) {
        this.env = env;
        this.config = config;
    }

    /** The whole job, from source to sinks. */
    public static void build(
            StreamExecutionEnvironment env,
            AnomalyConfig config,
            AnomalySources sources,
            AnomalySinks sinks) {
        new AnomalyTopology(env, config).build(sources, sinks);
    }

    /**
     * The step from streams to streams.
     *
     * @param inputs everything about devices; watermarks in arrival time
     * @param reference rules and cohorts
     */
    public static AnomalyStreams apply(
            AnomalyConfig config,
            DataStream<DeviceInput> inputs,
            DataStream<ReferenceRow> reference) {
        return applyKeyed(config, inputs.keyBy(DeviceInput::getDeviceId, Types.STRING), reference);
    }

    /**
     * As {@link #apply}, for jobs in which the inputs are where their devices are already.
     *
     * @param inputs everything about devices, keyed by device
     * @param reference rules and cohorts
     */
    public static AnomalyStreams applyKeyed(
            AnomalyConfig config,
            KeyedStream<DeviceInput, String> inputs,
            DataStream<ReferenceRow> reference) {
        SingleOutputStreamOperator<AlarmEvent> watched =
                named(
                        inputs.connect(
                                        reference.broadcast(
                                                AnomalyStates.RULES,
                                                AnomalyStates.GONE,
                                                AnomalyStates.COHORTS))
                                .process(new WatchDeviceFunction(config.watch()))
                                .returns(new AvroTypeInfo<>(AlarmEvent.class)),
                        WATCH);
        SingleOutputStreamOperator<AlarmEvent> grouped =
                named(
                        watched.getSideOutput(AnomalyOutputs.GROUPED)
                                .keyBy(GroupInput::key, Types.STRING)
                                .connect(
                                        reference.broadcast(
                                                AnomalyStates.GONE, AnomalyStates.GROUPED_BY))
                                .process(new GroupAlarmsFunction(config.watch().lateness()))
                                .returns(new AvroTypeInfo<>(AlarmEvent.class)),
                        GROUP);
        return new AnomalyStreams(
                watched.union(grouped),
                watched.getSideOutput(AnomalyOutputs.DOWNLINK),
                watched.getSideOutput(AnomalyOutputs.LATE),
                progress(
                        config,
                        watched.getSideOutput(AnomalyOutputs.TIME)
                                .union(grouped.getSideOutput(AnomalyOutputs.TIME))));
    }

    /** Judged is what has waited for those before it. */
    private static DataStream<Heartbeat> progress(AnomalyConfig config, DataStream<Long> time) {
        return time.transform(
                        PROGRESS,
                        TypeInformation.of(Heartbeat.class),
                        new EmitHeartbeatsOperator(() -> 1, config.watch().longestBound()))
                .setParallelism(1)
                .setMaxParallelism(1)
                .uid(PROGRESS);
    }

    private void build(AnomalySources sources, AnomalySinks sinks) {
        SingleOutputStreamOperator<ReadingBytes> readings =
                named(
                        read(
                                        sources.readings(),
                                        ArrivalTime.ofReadings(config.idleAfter()),
                                        "read-readings")
                                .process(
                                        new DecodeReadingsFunction(
                                                config.kafka(), letters(DECODE_READINGS))),
                        DECODE_READINGS);
        AnomalyContext context =
                context(sources, read(sources.registry(), Tables.time(), "read-registry"));
        AnomalyStreams streams =
                apply(
                        config,
                        named(readings.map(new TakeReadingFunction()).returns(INPUT), TAKE_READINGS)
                                .union(context.inputs()),
                        context.reference());
        write(streams, sinks);
        write(
                readings.getSideOutput(DeadLetters.TAG).union(context.deadLetters()),
                sinks.deadLetters(),
                "write-dead-letters");
    }

    /**
     * What is known of devices beside their readings, for jobs that have the readings already.
     *
     * @param registry records of the registry, which take no part in time once they have been read
     */
    public static AnomalyContext context(
            StreamExecutionEnvironment env,
            AnomalyConfig config,
            AnomalySources sources,
            DataStream<KafkaRecord> registry) {
        return new AnomalyTopology(env, config).context(sources, registry);
    }

    /** The sinks behind the step; dead letters are what reading from Kafka makes. */
    public static void write(AnomalyStreams streams, AnomalySinks sinks) {
        write(streams.alarms(), sinks.alarms(), "write-alarms");
        write(streams.downlink(), sinks.downlink(), "write-downlink");
        write(streams.late(), sinks.late(), "write-alarm-late-readings");
        streams.progress()
                .sinkTo(sinks.progress())
                .setParallelism(1)
                .uid("write-progress")
                .name("write-progress");
    }

    private AnomalyContext context(AnomalySources sources, DataStream<KafkaRecord> registry) {
        SingleOutputStreamOperator<DeviceInput> commands =
                named(
                        read(sources.commands(), Tables.noTime(), "read-commands")
                                .process(
                                        new DecodeOrderFunction(
                                                config.kafka(), letters(DECODE_COMMANDS)))
                                .returns(INPUT),
                        DECODE_COMMANDS);
        SingleOutputStreamOperator<DeviceInput> devices =
                named(
                        registry.process(
                                        new DecodeDescriptionFunction(
                                                config.kafka(), letters(DECODE_DEVICES)))
                                .returns(INPUT),
                        DECODE_DEVICES);
        SingleOutputStreamOperator<DeviceInput> shadows =
                named(
                        read(sources.shadows(), Tables.noTime(), "read-shadows")
                                .process(
                                        new DecodeShadowFunction(
                                                config.kafka(), letters(DECODE_SHADOWS)))
                                .returns(INPUT),
                        DECODE_SHADOWS);
        SingleOutputStreamOperator<ReferenceRow> rules = rules(sources);
        SingleOutputStreamOperator<ReferenceRow> cohorts = cohorts(sources);
        return new AnomalyContext(
                commands.union(devices, shadows, status(sources)),
                rules.union(cohorts),
                commands.getSideOutput(DeadLetters.TAG)
                        .union(
                                devices.getSideOutput(DeadLetters.TAG),
                                shadows.getSideOutput(DeadLetters.TAG),
                                rules.getSideOutput(DeadLetters.TAG),
                                cohorts.getSideOutput(DeadLetters.TAG)));
    }

    private SingleOutputStreamOperator<ReferenceRow> rules(AnomalySources sources) {
        return named(
                read(sources.rules(), Tables.time(), "read-rules")
                        .process(new DecodeRuleFunction(config.kafka(), letters(DECODE_RULES)))
                        .returns(TypeInformation.of(ReferenceRow.class)),
                DECODE_RULES);
    }

    private SingleOutputStreamOperator<ReferenceRow> cohorts(AnomalySources sources) {
        return named(
                read(sources.aggregates(), Tables.noTime(), "read-aggregates")
                        .process(
                                new DecodeCohortFunction(
                                        config.kafka(),
                                        config.cohortWindow(),
                                        letters(DECODE_COHORTS)))
                        .returns(TypeInformation.of(ReferenceRow.class)),
                DECODE_COHORTS);
    }

    private SingleOutputStreamOperator<DeviceInput> status(AnomalySources sources) {
        return named(
                read(sources.status(), Tables.noTime(), "read-status")
                        .process(new DecodeStatusFunction())
                        .returns(INPUT),
                DECODE_STATUS);
    }

    private DataStream<KafkaRecord> read(
            Source<KafkaRecord, ?, ?> source, WatermarkStrategy<KafkaRecord> time, String uid) {
        return env.fromSource(source, time, uid).uid(uid);
    }

    private static DeadLetters letters(String stage) {
        return new DeadLetters(JOB, stage);
    }

    private static <T> SingleOutputStreamOperator<T> named(
            SingleOutputStreamOperator<T> operator, String uid) {
        return operator.uid(uid).name(uid);
    }

    private static <T> void write(DataStream<T> stream, Sink<T> sink, String uid) {
        stream.sinkTo(sink).uid(uid).name(uid);
    }
}
