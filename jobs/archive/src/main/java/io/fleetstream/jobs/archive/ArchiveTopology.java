package io.fleetstream.jobs.archive;

import io.fleetstream.connectors.confluent.DecodeAvroFunction;
import io.fleetstream.connectors.kafka.KafkaRecord;
import io.fleetstream.connectors.parquet.ArchiveSettings;
import io.fleetstream.connectors.parquet.ArchiveStreams;
import io.fleetstream.connectors.parquet.FileAnnouncer;
import io.fleetstream.jobs.archive.dataset.AggregateRowType;
import io.fleetstream.jobs.archive.dataset.RawMessages;
import io.fleetstream.jobs.archive.dataset.RawRowType;
import io.fleetstream.jobs.archive.dataset.ReadingRowType;
import io.fleetstream.jobs.archive.dataset.ReadingValues;
import io.fleetstream.jobs.common.DeadLetters;
import io.fleetstream.schemas.DeadLetter;
import io.fleetstream.schemas.Reading;
import io.fleetstream.schemas.WindowAggregate;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The graph of the job: topics, the files of each, and the records that could not be decoded. */
public final class ArchiveTopology {
    /** Name of the job. */
    public static final String JOB = "archive";

    private ArchiveTopology() {}

    /** Adds the whole job to the environment. */
    public static void build(
            StreamExecutionEnvironment env,
            ArchiveConfig config,
            ArchiveSources sources,
            FileAnnouncer.Factory announcers,
            Sink<DeadLetter> refused) {
        ArchiveSettings settings =
                config.publishing().of(config.uri(), config.groupId(), env.getParallelism());
        SingleOutputStreamOperator<Reading> readings =
                decoded(env, config, sources.readings(), "readings", Reading.class);
        ArchiveStreams.archive(
                readings, new ReadingRowType(), new ReadingValues(), settings, announcers);
        SingleOutputStreamOperator<WindowAggregate> aggregates =
                decoded(env, config, sources.aggregates(), "aggregates", WindowAggregate.class);
        ArchiveStreams.archive(
                aggregates,
                new AggregateRowType(),
                (aggregate, rows) -> rows.accept(aggregate),
                settings,
                announcers);
        sources.raw()
                .ifPresent(
                        raw ->
                                ArchiveStreams.archive(
                                        source(env, raw, "raw"),
                                        new RawRowType(),
                                        new RawMessages(),
                                        settings,
                                        announcers));
        DataStream<DeadLetter> letters =
                readings.getSideOutput(DeadLetters.TAG)
                        .union(aggregates.getSideOutput(DeadLetters.TAG));
        letters.sinkTo(refused).uid("dead-letters-topic").name("dead-letters-topic");
    }

    private static <T extends SpecificRecordBase> SingleOutputStreamOperator<T> decoded(
            StreamExecutionEnvironment env,
            ArchiveConfig config,
            Source<KafkaRecord, ?, ?> source,
            String name,
            Class<T> type) {
        String decode = "decode-" + name;
        return source(env, source, name)
                .filter(new NotReplayed())
                .uid("skip-replayed-" + name)
                .name("skip-replayed-" + name)
                .process(
                        new DecodeAvroFunction<>(
                                type, config.kafka(), new DeadLetters(JOB, decode)))
                .uid(decode)
                .name(decode);
    }

    private static SingleOutputStreamOperator<KafkaRecord> source(
            StreamExecutionEnvironment env, Source<KafkaRecord, ?, ?> source, String name) {
        String uid = name + "-source";
        return env.fromSource(source, WatermarkStrategy.noWatermarks(), uid).uid(uid);
    }
}
