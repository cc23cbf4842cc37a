package io.fleetstream.jobs.prediction;

import io.fleetstream.connectors.confluent.DecodeReadingsFunction;
import io.fleetstream.connectors.confluent.ReadingBytes;
import io.fleetstream.connectors.kafka.KafkaRecord;
import io.fleetstream.jobs.common.DeadLetters;
import io.fleetstream.jobs.prediction.function.DecodeModelFunction;
import io.fleetstream.jobs.prediction.function.JudgeDeviceFunction;
import io.fleetstream.jobs.prediction.function.Score;
import io.fleetstream.jobs.prediction.function.ScoreInput;
import io.fleetstream.jobs.prediction.function.ScoreWindowsOperator;
import io.fleetstream.jobs.prediction.function.ToScoreRecordFunction;
import io.fleetstream.jobs.prediction.function.WindowDeviceFunction;
import io.fleetstream.jobs.prediction.state.ModelRow;
import io.fleetstream.jobs.prediction.state.PredictionStates;
import io.fleetstream.schemas.AlarmEvent;
import io.fleetstream.schemas.PredictionScore;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The graph of the job. Nothing in it waits for watermarks. */
public final class PredictionTopology {
    /** Name of the job. */
    public static final String JOB = "prediction";

    private static final String DECODE_READINGS = "decode-readings";
    private static final String DECODE_MODELS = "decode-models";

    private PredictionTopology() {}

    /** The whole job, from source to sinks. */
    public static void build(
            StreamExecutionEnvironment env,
            PredictionConfig config,
            PredictionSources sources,
            PredictionSinks sinks) {
        SingleOutputStreamOperator<ReadingBytes> readings =
                named(
                        read(env, sources.readings(), "read-readings")
                                .process(
                                        new DecodeReadingsFunction(
                                                config.kafka(),
                                                new DeadLetters(JOB, DECODE_READINGS))),
                        DECODE_READINGS);
        SingleOutputStreamOperator<ModelRow> models =
                named(
                        read(env, sources.models(), "read-models")
                                .process(
                                        new DecodeModelFunction(
                                                config.kafka(),
                                                config.alertOver(),
                                                config.mostModelBytes(),
                                                new DeadLetters(JOB, DECODE_MODELS)))
                                .returns(TypeInformation.of(ModelRow.class)),
                        DECODE_MODELS);
        PredictionStreams streams = apply(config, readings, models);
        write(streams.scores(), sinks.scores(), "write-scores");
        write(streams.alarms(), sinks.alarms(), "write-alarms");
        write(
                readings.getSideOutput(DeadLetters.TAG)
                        .union(models.getSideOutput(DeadLetters.TAG)),
                sinks.deadLetters(),
                "write-dead-letters");
    }

    /**
     * The step from streams to streams.
     *
     * @param models versions that have been tried
     */
    public static PredictionStreams apply(
            PredictionConfig config,
            DataStream<ReadingBytes> readings,
            DataStream<ModelRow> models) {
        SingleOutputStreamOperator<ScoreInput> windows =
                named(
                        readings.keyBy(ReadingBytes::deviceId, Types.STRING)
                                .connect(models.broadcast(PredictionStates.MODELS))
                                .process(new WindowDeviceFunction(config.alertOver()))
                                .returns(TypeInformation.of(ScoreInput.class)),
                        "window-device");
        SingleOutputStreamOperator<Score> scores =
                named(
                        windows.transform(
                                "score-windows",
                                TypeInformation.of(Score.class),
                                new ScoreWindowsOperator(
                                        config.alertOver(),
                                        config.batchSize(),
                                        config.batchWait())),
                        "score-windows");
        return new PredictionStreams(
                named(
                        scores.flatMap(new ToScoreRecordFunction())
                                .returns(new AvroTypeInfo<>(PredictionScore.class)),
                        "record-scores"),
                named(
                        scores.keyBy(Score::deviceId, Types.STRING)
                                .process(new JudgeDeviceFunction())
                                .returns(new AvroTypeInfo<>(AlarmEvent.class)),
                        "judge-device"));
    }

    private static DataStream<KafkaRecord> read(
            StreamExecutionEnvironment env, Source<KafkaRecord, ?, ?> source, String uid) {
        return env.fromSource(source, WatermarkStrategy.noWatermarks(), uid).uid(uid);
    }

    private static <T> SingleOutputStreamOperator<T> named(
            SingleOutputStreamOperator<T> operator, String uid) {
        return operator.uid(uid).name(uid);
    }

    private static <T> void write(DataStream<T> stream, Sink<T> sink, String uid) {
        stream.sinkTo(sink).uid(uid).name(uid);
    }
}
