package io.fleetstream.benchmarks.rollout;

import io.fleetstream.benchmarks.child.Request;
import io.fleetstream.benchmarks.flink.FlinkVariant;
import io.fleetstream.benchmarks.flink.MeteredSource;
import io.fleetstream.benchmarks.measure.Sample;
import io.fleetstream.connectors.kafka.KafkaRecord;
import io.fleetstream.connectors.kafka.KafkaRecordTypeInfo;
import io.fleetstream.jobs.common.Settings;
import io.fleetstream.jobs.rollout.CohortSinks;
import io.fleetstream.jobs.rollout.CohortSources;
import io.fleetstream.jobs.rollout.RolloutConfig;
import io.fleetstream.jobs.rollout.RolloutSinks;
import io.fleetstream.jobs.rollout.RolloutSources;
import io.fleetstream.jobs.rollout.RolloutTopology;
import io.fleetstream.schemas.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/**
 * The whole job rollout, or a floor that reads the same records, gets and puts one value of each
 * device and writes as many bytes; fed from memory, without checkpoints.
 */
public final class CostVariant extends FlinkVariant {
    /** Request: {@link #FLOOR} or {@link #JOB}. */
    static final String KIND = "kind";

    /** Request: {@code hashmap} or {@code rocksdb}. */
    static final String BACKEND = "backend";

    /** Request: file for how much the job writes, which the floor reads. */
    static final String MOVED = "moved";

    static final String FLOOR = "floor";
    static final String JOB = "job";

    private static final MemorySize MANAGED = MemorySize.ofMebiBytes(512);

    @Override
    protected MemorySize managedMemory() {
        return MANAGED;
    }

    @Override
    protected void build(StreamExecutionEnvironment environment, Request request)
            throws IOException {
        long records = request.number(Request.RECORDS);
        environment.getCheckpointConfig().disableCheckpointing();
        Configuration backend = new Configuration();
        backend.set(StateBackendOptions.STATE_BACKEND, request.text(BACKEND));
        environment.configure(backend);
        Source<KafkaRecord, ?, ?> source =
                new MeteredSource<>(
                        new DataGeneratorSource<>(
                                new JobRecords(records / JobRecords.PER_DEVICE),
                                records,
                                KafkaRecordTypeInfo.INSTANCE),
                        KafkaRecordTypeInfo.INSTANCE);
        if (request.text(KIND).equals(FLOOR)) {
            floor(environment, source, Moved.read(Path.of(request.text(MOVED))), records);
        } else {
            job(environment, source);
        }
    }

    private static void floor(
            StreamExecutionEnvironment environment,
            Source<KafkaRecord, ?, ?> source,
            Moved moved,
            long records) {
        SingleOutputStreamOperator<KafkaRecord> copied =
                environment
                        .fromSource(source, WatermarkStrategy.noWatermarks(), "read-requests")
                        .uid("read-requests")
                        .keyBy(
                                record -> new String(record.key(), StandardCharsets.UTF_8),
                                Types.STRING)
                        .process(new CopyBytesFunction(moved, records))
                        .returns(KafkaRecordTypeInfo.INSTANCE)
                        .uid("copy-bytes")
                        .name("copy-bytes");
        copied.sinkTo(new DiscardingSink<>()).uid("write-downlink").name("write-downlink");
        copied.getSideOutput(CopyBytesFunction.EXECUTIONS)
                .sinkTo(new BookingSink<KafkaRecord>(execution -> {}, true))
                .uid("write-executions")
                .name("write-executions");
    }

    private static void job(
            StreamExecutionEnvironment environment, Source<KafkaRecord, ?, ?> source)
            throws IOException {
        Moved.reset();
        RolloutTopology.build(
                environment,
                RolloutConfig.from(
                        Settings.of(
                                new String[] {
                                    "--kafka.bootstrap-servers", "unused:9092",
                                    "--schema-registry.url", "http://unused:8081"
                                },
                                Map.of())),
                new RolloutSources(source),
                new RolloutSinks(
                        new BookingSink<>(message -> Moved.message(message.value()), false),
                        new BookingSink<>(Moved::execution, true),
                        new DiscardingSink<>(),
                        new DiscardingSink<>()),
                new CohortSources(nothing(), nothing(), nothing(), nothing(), nothing()),
                new CohortSinks(new DiscardingSink<>(), new DiscardingSink<>()));
    }

    /** A source that ends after a record nobody can read. */
    private static Source<KafkaRecord, ?, ?> nothing() {
        return new DataGeneratorSource<>(
                number -> new KafkaRecord(Topics.ALARMS, 0, 0, 0, null, new byte[1], List.of()),
                1,
                KafkaRecordTypeInfo.INSTANCE);
    }

    @Override
    protected Sample measured(Request request) {
        if (request.text(KIND).equals(JOB)) {
            try {
                Moved.write(Path.of(request.text(MOVED)));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return super.measured(request);
    }
}
