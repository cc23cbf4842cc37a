package io.fleetstream.jobs.aggregate;

import io.fleetstream.connectors.confluent.DecodeReadingsFunction;
import io.fleetstream.connectors.confluent.ReadingBytes;
import io.fleetstream.connectors.kafka.KafkaRecord;
import io.fleetstream.connectors.kafka.KafkaSources;
import io.fleetstream.jobs.aggregate.domain.DeviceSamples;
import io.fleetstream.jobs.aggregate.domain.RollUpDelta;
import io.fleetstream.jobs.aggregate.domain.RollUpRules;
import io.fleetstream.jobs.aggregate.function.AggregateDeviceFunction;
import io.fleetstream.jobs.aggregate.function.AggregateOutputs;
import io.fleetstream.jobs.aggregate.function.CombineDeltasOperator;
import io.fleetstream.jobs.aggregate.function.RollUpFunction;
import io.fleetstream.jobs.aggregate.function.TakeSamplesFunction;
import io.fleetstream.jobs.aggregate.state.FormatTypeInfo;
import io.fleetstream.jobs.aggregate.state.Formats;
import io.fleetstream.jobs.common.DeadLetters;
import io.fleetstream.schemas.Topics;
import io.fleetstream.schemas.WindowAggregate;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamUtils;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The graph of the job. Watermarks stand for arrival, as in ingest. */
public final class AggregateTopology {
    /** Name of the job. */
    public static final String JOB = "aggregate";

    private static final String READ = "read-readings";
    private static final String DECODE = "decode-readings";
    private static final String SAMPLES = "take-samples";
    private static final String DEVICE = "aggregate-device";
    private static final String COMBINE = "combine-deltas";
    private static final String ROLL_UP = "roll-up";

    private AggregateTopology() {}

    /** {@code telemetry.readings}, in the group of the configuration. */
    public static Source<KafkaRecord, ?, ?> kafka(AggregateConfig config) {
        return KafkaSources.records(config.kafka(), config.instance(), Topics.TELEMETRY_READINGS);
    }

    /** The whole job, from source to sinks. */
    public static void build(
            StreamExecutionEnvironment env,
            AggregateConfig config,
            Source<KafkaRecord, ?, ?> readings,
            AggregateSinks sinks) {
        SingleOutputStreamOperator<ReadingBytes> decoded =
                env.fromSource(readings, ArrivalTime.ofReadings(config.idleAfter()), READ)
                        .uid(READ)
                        .process(
                                new DecodeReadingsFunction(
                                        config.kafka(), new DeadLetters(JOB, DECODE)))
                        .uid(DECODE)
                        .name(DECODE);
        SingleOutputStreamOperator<DeviceSamples> samples =
                decoded.keyBy(ReadingBytes::deviceId, Types.STRING)
                        .map(new TakeSamplesFunction())
                        .uid(SAMPLES)
                        .name(SAMPLES);
        AggregateStreams streams =
                applyKeyed(
                        config,
                        // the bytes were shuffled by the same device
                        DataStreamUtils.reinterpretAsKeyedStream(
                                samples, DeviceSamples::deviceId, Types.STRING));
        write(streams, sinks);
        write(decoded.getSideOutput(DeadLetters.TAG), sinks.deadLetters(), "write-dead-letters");
    }

    /**
     * The step from streams to streams.
     *
     * @param samples of one device in the order in which they came; watermarks in arrival time
     */
    public static AggregateStreams apply(
            AggregateConfig config, DataStream<DeviceSamples> samples) {
        return applyKeyed(config, samples.keyBy(DeviceSamples::deviceId, Types.STRING));
    }

    /**
     * As {@link #apply}, for jobs in which the samples are where their devices are already.
     *
     * @param samples keyed by device
     */
    public static AggregateStreams applyKeyed(
            AggregateConfig config, KeyedStream<DeviceSamples, String> samples) {
        SingleOutputStreamOperator<WindowAggregate> devices =
                samples.process(new AggregateDeviceFunction(config.windows()))
                        .returns(new AvroTypeInfo<>(WindowAggregate.class))
                        .uid(DEVICE)
                        .name(DEVICE);
        DataStream<WindowAggregate> rows =
                config.rollUps().scopes() == 0
                        ? devices
                        : devices.union(rollUps(config.rollUps(), devices));
        return new AggregateStreams(rows, devices.getSideOutput(AggregateOutputs.LATE));
    }

    private static DataStream<WindowAggregate> rollUps(
            RollUpRules rules, SingleOutputStreamOperator<WindowAggregate> devices) {
        return devices.getSideOutput(AggregateOutputs.DELTAS)
                .transform(
                        COMBINE,
                        new FormatTypeInfo<>(Formats.ROLL_UP_PANE),
                        new CombineDeltasOperator(rules.scopes(), rules.windows().size()))
                .uid(COMBINE)
                .name(COMBINE)
                .keyBy((RollUpDelta delta) -> delta.rollUp().key(), Types.STRING)
                .process(new RollUpFunction(rules))
                .returns(new AvroTypeInfo<>(WindowAggregate.class))
                .uid(ROLL_UP)
                .name(ROLL_UP);
    }

    /** The sinks behind the step; dead letters are what reading from Kafka makes. */
    public static void write(AggregateStreams streams, AggregateSinks sinks) {
        write(streams.aggregates(), sinks.aggregates(), "write-aggregates");
        write(streams.lateReadings(), sinks.lateReadings(), "write-late-readings");
    }

    private static <T> void write(DataStream<T> stream, Sink<T> sink, String uid) {
        stream.sinkTo(sink).uid(uid).name(uid);
    }
}
