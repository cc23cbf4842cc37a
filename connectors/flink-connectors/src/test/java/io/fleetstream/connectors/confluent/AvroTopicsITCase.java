package io.fleetstream.connectors.confluent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.fleetstream.connectors.kafka.KafkaRecord;
import io.fleetstream.connectors.kafka.KafkaSettings;
import io.fleetstream.connectors.kafka.KafkaSinks;
import io.fleetstream.connectors.kafka.KafkaSources;
import io.fleetstream.sandbox.Service;
import io.fleetstream.sandbox.junit.SandboxExtension;
import io.fleetstream.schemas.DeadLetter;
import io.fleetstream.schemas.Duplicate;
import io.fleetstream.schemas.ReasonCode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.CloseableIterator;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Writing and reading Avro topics against a real broker and a real registry. */
class AvroTopicsITCase {
    @RegisterExtension
    static final SandboxExtension SANDBOX =
            SandboxExtension.with(Service.KAFKA, Service.SCHEMA_REGISTRY);

    @TempDir private Path checkpoints;

    @Test
    void readsBackWhatItWroteAndSetsAsideWhatItCannotRead() throws Exception {
        create("round-trip");
        List<Duplicate> written =
                LongStream.range(0, 1_000).mapToObj(AvroTopicsITCase::duplicate).toList();

        SchemaGuard.register(settings(), Map.of("round-trip", Duplicate.getClassSchema()));
        StreamExecutionEnvironment env = environment();
        env.fromData(written, new AvroTypeInfo<>(Duplicate.class))
                .uid("written")
                .sinkTo(
                        KafkaSinks.exactlyOnce(
                                settings(),
                                new AvroTopicSerializer<>(
                                        "round-trip",
                                        Duplicate.class,
                                        Duplicate::getDeviceId,
                                        settings()),
                                "round-trip",
                                env.getCheckpointConfig()))
                .uid("topic");
        env.execute("write");
        send("round-trip", new byte[] {1, 2, 3});
        send("round-trip", new byte[] {0, 0x7f, 0, 0, 0, 1});

        List<Duplicate> read = new ArrayList<>();
        List<DeadLetter> refused = new ArrayList<>();
        read("round-trip", read, refused);

        assertThat(read).containsExactlyInAnyOrderElementsOf(written);
        assertThat(refused)
                .extracting(DeadLetter::getMessage)
                .containsExactlyInAnyOrder(
                        "the value is not in the Confluent wire format",
                        "schema 2130706432 is not in the registry");
    }

    @Test
    void registersSchemasAndAcceptsThemAgain() throws Exception {
        Map<String, Schema> schemas = Map.of("guarded", Duplicate.getClassSchema());

        SchemaGuard.register(settings(), schemas);
        SchemaGuard.register(settings(), schemas);

        SchemaRegistryClient registry = Registries.client(settings());
        assertThat(registry.getAllVersions("guarded-value")).containsExactly(1);
    }

    @Test
    void letsSeveralJobsRegisterTheSameSchemaAtOnce() throws Exception {
        Map<String, Schema> schemas = Map.of("crowded", Duplicate.getClassSchema());
        ExecutorService jobs = Executors.newFixedThreadPool(8);
        try {
            Callable<Void> job =
                    () -> {
                        SchemaGuard.register(settings(), schemas);
                        return null;
                    };
            for (Future<Void> done : jobs.invokeAll(Collections.nCopies(8, job))) {
                done.get();
            }
        } finally {
            jobs.shutdownNow();
        }

        // a registry may make two versions of the same schema then; that harms nobody
        SchemaRegistryClient registry = Registries.client(settings());
        assertThat(registry.getAllVersions("crowded-value"))
                .isNotEmpty()
                .allSatisfy(
                        version ->
                                assertThat(
                                                registry.getByVersion(
                                                                "crowded-value", version, false)
                                                        .getSchema())
                                        .isEqualTo(Duplicate.getClassSchema().toString()));
    }

    @Test
    void stopsAJobWhoseSchemaIsIncompatibleAndSaysWhatToDo() throws Exception {
        Schema first =
                SchemaBuilder.record("Thing")
                        .namespace("x")
                        .fields()
                        .requiredLong("size")
                        .endRecord();
        Schema second =
                SchemaBuilder.record("Thing")
                        .namespace("x")
                        .fields()
                        .requiredLong("size")
                        .requiredString("colour")
                        .endRecord();
        SchemaGuard.register(settings(), Map.of("changed", first));

        assertThatThrownBy(() -> SchemaGuard.register(settings(), Map.of("changed", second)))
                .isInstanceOf(IncompatibleSchemaException.class)
                .hasMessageContaining("changed-value")
                .hasMessageContaining("Give new fields a default");
        assertThat(Registries.client(settings()).getAllVersions("changed-value"))
                .containsExactly(1);
    }

    @Test
    void tellsARegistryThatIsAwayFromASchemaThatIsWrong() {
        KafkaSettings nowhere =
                new KafkaSettings(
                        SANDBOX.kafka().bootstrapServers(), "http://127.0.0.1:1", Map.of());

        assertThatThrownBy(
                        () ->
                                SchemaGuard.register(
                                        nowhere, Map.of("t", Duplicate.getClassSchema())))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(
                        () ->
                                new ConfluentAvroDecoder<>(Duplicate.class, nowhere)
                                        .decode(new byte[] {0, 0, 0, 0, 1, 0}))
                .isInstanceOf(IOException.class);
    }

    private void read(String topic, List<Duplicate> read, List<DeadLetter> refused)
            throws Exception {
        KafkaSource<KafkaRecord> source =
                KafkaSources.builder(settings(), "reader", topic)
                        .setBounded(OffsetsInitializer.latest())
                        .build();
        StreamExecutionEnvironment env = environment();
        SingleOutputStreamOperator<Duplicate> decoded =
                env.fromSource(source, WatermarkStrategy.noWatermarks(), "source")
                        .uid("source")
                        .process(
                                new DecodeAvroFunction<>(
                                        Duplicate.class, settings(), AvroTopicsITCase::letter))
                        .uid("decode");
        CloseableIterator<DeadLetter> letters =
                decoded.getSideOutput(DecodeAvroFunction.DEAD_LETTERS).collectAsync();
        CloseableIterator<Duplicate> good = decoded.collectAsync();
        env.executeAsync("read");
        good.forEachRemaining(read::add);
        letters.forEachRemaining(refused::add);
    }

    private static DeadLetter letter(KafkaRecord record, ReasonCode reason, String message) {
        return DeadLetter.newBuilder()
                .setReason(reason)
                .setMessage(message)
                .setJob("test")
                .setJobVersion("0")
                .setStage("decode")
                .setSourceTopic(record.topic())
                .setSourcePartition(record.partition())
                .setSourceOffset(record.offset())
                .setSourceTimestamp(Instant.ofEpochMilli(record.timestamp()))
                .build();
    }

    private static Duplicate duplicate(long number) {
        return Duplicate.newBuilder()
                .setDeviceId("d" + number % 17)
                .setSequence(number)
                .setDeviceTime(null)
                .setReceivedAt(Instant.EPOCH.plusSeconds(number))
                .setSourcePartition(0)
                .setSourceOffset(number)
                .build();
    }

    private StreamExecutionEnvironment environment() {
        Configuration configuration = new Configuration();
        configuration.set(PipelineOptions.GENERIC_TYPES, false);
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
        configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofSeconds(1));
        configuration.set(
                CheckpointingOptions.CHECKPOINTS_DIRECTORY, checkpoints.toUri().toString());
        return StreamExecutionEnvironment.createLocalEnvironment(2, configuration);
    }

    private static KafkaSettings settings() {
        return new KafkaSettings(
                SANDBOX.kafka().bootstrapServers(), SANDBOX.schemaRegistry().url(), Map.of());
    }

    private static void create(String topic) throws Exception {
        try (Admin admin = Admin.create(client())) {
            admin.createTopics(List.of(new NewTopic(topic, 4, (short) 1))).all().get();
        }
    }

    private static void send(String topic, byte[] value) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(
                        client(), new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(topic, value)).get();
        }
    }

    private static Map<String, Object> client() {
        return Map.of("bootstrap.servers", SANDBOX.kafka().bootstrapServers());
    }
}
