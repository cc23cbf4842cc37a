package io.fleetstream.jobs.archive;

import io.fleetstream.connectors.confluent.DecodeAvroFunction;
import io.fleetstream.connectors.kafka.KafkaRecord;
import io.fleetstream.jobs.common.DeadLetters;
import io.fleetstream.jobs.common.FlattenReadingFunction;
import io.fleetstream.schemas.DeadLetter;
import io.fleetstream.schemas.Reading;
import io.fleetstream.schemas.ReadingRow;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The graph of the job: one topic, the files, and the records that could not be decoded. */
public final class ArchiveTopology {
    /** Name of the job. */
    public static final String JOB = "archive";

    private static final String DECODE = "decode-readings";

    private ArchiveTopology() {}

    /** Adds the whole job to the environment. */
    public static void build(
            StreamExecutionEnvironment env,
            ArchiveConfig config,
            Source<KafkaRecord, ?, ?> readings,
            Sink<ReadingRow> files,
            Sink<DeadLetter> refused) {
        SingleOutputStreamOperator<Reading> decoded =
                env.fromSource(readings, WatermarkStrategy.noWatermarks(), "readings-source")
                        .uid("readings-source")
                        .process(
                                new DecodeAvroFunction<>(
                                        Reading.class,
                                        config.kafka(),
                                        new DeadLetters(JOB, DECODE)))
                        .uid(DECODE)
                        .name(DECODE);
        decoded.flatMap(new FlattenReadingFunction())
                .uid("flatten-readings")
                .name("flatten-readings")
                .sinkTo(files)
                .uid("reading-files")
                .name("reading-files");
        decoded.getSideOutput(DeadLetters.TAG)
                .sinkTo(refused)
                .uid("dead-letters-topic")
                .name("dead-letters-topic");
    }
}
