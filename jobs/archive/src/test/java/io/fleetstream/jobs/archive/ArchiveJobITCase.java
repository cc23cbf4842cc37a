package io.fleetstream.jobs.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fleetstream.connectors.confluent.SchemaGuard;
import io.fleetstream.connectors.kafka.KafkaSettings;
import io.fleetstream.connectors.kafka.KafkaSources;
import io.fleetstream.jobs.common.DeadLetters;
import io.fleetstream.jobs.common.ReadingRows;
import io.fleetstream.jobs.common.testing.StrictFlink;
import io.fleetstream.jobs.common.testing.TestReadings;
import io.fleetstream.jobs.common.testing.TopicClient;
import io.fleetstream.sandbox.Service;
import io.fleetstream.sandbox.junit.SandboxExtension;
import io.fleetstream.schemas.AggregateScope;
import io.fleetstream.schemas.ArchivedFile;
import io.fleetstream.schemas.DeadLetter;
import io.fleetstream.schemas.Reading;
import io.fleetstream.schemas.ReadingRow;
import io.fleetstream.schemas.Topics;
import io.fleetstream.schemas.WindowAggregate;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.InjectMiniCluster;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The whole job between a real Kafka and real files. */
class ArchiveJobITCase {
    @RegisterExtension
    static final SandboxExtension SANDBOX =
            SandboxExtension.with(Service.KAFKA, Service.SCHEMA_REGISTRY);

    @RegisterExtension
    static final MiniClusterExtension FLINK =
            new MiniClusterExtension(
                    new MiniClusterResourceConfiguration.Builder()
                            .setNumberTaskManagers(2)
                            .setNumberSlotsPerTaskManager(1)
                            .build());

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static TopicClient topics;

    private final List<Reading> sent = new ArrayList<>();
    private final String topic = "readings-" + UUID.randomUUID();
    private final String aggregates = "aggregates-" + UUID.randomUUID();
    private final String raw = "raw-" + UUID.randomUUID();

    @TempDir private Path checkpoints;
    @TempDir private Path archive;
    private JobClient job;

    @BeforeAll
    static void prepare() {
        topics = new TopicClient(kafka());
        topics.createTopics(4);
    }

    @AfterAll
    static void closeClient() {
        topics.close();
    }

    /** Every test has a topic of its own. */
    @BeforeEach
    void startJob() throws Exception {
        topics.createTopic(topic, 4);
        topics.createTopic(aggregates, 2);
        topics.createTopic(raw, 2);
        Configuration configuration =
                StrictFlink.configuration(Duration.ofMillis(500), checkpoints);
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 20);
        configuration.set(
                RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofSeconds(1));
        StreamExecutionEnvironment env =
                StreamExecutionEnvironment.getExecutionEnvironment(configuration);
        env.setParallelism(2);
        ArchiveConfig config =
                new ArchiveConfig(
                        kafka(),
                        archive.getFileName().toString(),
                        archive.toUri(),
                        new PublishingConfig(
                                Duration.ofSeconds(2),
                                Duration.ofSeconds(1),
                                1L << 20,
                                1L << 20,
                                false),
                        true);
        SchemaGuard.register(
                kafka(), Map.of(Topics.TELEMETRY_DEAD_LETTERS, DeadLetter.getClassSchema()));
        ArchiveTopology.build(
                env,
                config,
                new ArchiveSources(
                        KafkaSources.records(kafka(), config.groupId(), topic),
                        KafkaSources.records(kafka(), config.groupId(), aggregates),
                        Optional.of(KafkaSources.records(kafka(), config.groupId(), raw))),
                () -> new TopicAnnouncer(kafka()),
                DeadLetters.sink(
                        kafka(), config.groupId() + "-letters", env.getCheckpointConfig()));
        job = env.executeAsync("archive");
    }

    @AfterEach
    void stopJob() throws Exception {
        job.cancel().get();
        await().atMost(PATIENCE).until(() -> job.getJobStatus().get().isGloballyTerminalState());
    }

    @Test
    void writesEveryValueOnceThoughATaskManagerDiesMidStream(@InjectMiniCluster MiniCluster cluster)
            throws Exception {
        send(readings("acme", 0, 3_000));
        await().atMost(PATIENCE).until(() -> ParquetFiles.count(archive.resolve("readings")) > 0);
        send(readings("acme", 3_000, 6_000));

        cluster.terminateTaskManager(0).get();
        send(readings("acme", 6_000, 9_000));
        cluster.startTaskManager();

        assertArchiveHoldsExactlyWhatWasSent();
    }

    @Test
    void sortsByOrganisationAndHourAndLetsNoNameEscape() throws Exception {
        send(readings("../../../escaped", 0, 10));

        assertArchiveHoldsExactlyWhatWasSent();
        assertThat(ParquetFiles.in(archive.resolve("readings")))
                .anySatisfy(
                        file ->
                                assertThat(archive.relativize(file).toString())
                                        .matches(
                                                "readings/org=\\.\\.%2F\\.\\.%2F\\.\\.%2Fescaped"
                                                    + "/dt=2026-03-01/hour=12/readings-.*\\.zstd\\"
                                                    + ".parquet"));
    }

    @Test
    void setsAsideWhatItCannotDecodeAndGoesOn() throws Exception {
        topics.sendBytes(topic, "d1", new byte[] {1, 2, 3});
        send(readings("acme", 9_000, 9_010));

        assertArchiveHoldsExactlyWhatWasSent();
        await().atMost(PATIENCE)
                .untilAsserted(
                        () ->
                                assertThat(
                                                topics.read(
                                                        Topics.TELEMETRY_DEAD_LETTERS,
                                                        DeadLetter.class))
                                        .isNotEmpty()
                                        .allSatisfy(
                                                letter -> {
                                                    assertThat(letter.getJob())
                                                            .isEqualTo("archive");
                                                    assertThat(letter.getStage())
                                                            .isEqualTo("decode-readings");
                                                }));
    }

    @Test
    void tellsOfEveryFileItHasPublished() throws Exception {
        send(readings("acme", 20_000, 20_500));

        assertArchiveHoldsExactlyWhatWasSent();
        List<String> published =
                ParquetFiles.in(archive.resolve("readings")).stream()
                        .map(file -> archive.relativize(file).toString())
                        .toList();
        await().atMost(PATIENCE)
                .untilAsserted(
                        () ->
                                assertThat(topics.read(Topics.ARCHIVE_FILES, ArchivedFile.class))
                                        .extracting(ArchivedFile::getPath)
                                        .containsAll(published));
    }

    @Test
    void keepsMessagesAndWindowsAsTheyCame() throws Exception {
        topics.sendBytes(raw, "d1", new byte[] {1, (byte) 0xff, 3});
        WindowAggregate window =
                WindowAggregate.newBuilder()
                        .setScope(AggregateScope.DEVICE)
                        .setSubject("d1")
                        .setOrg("acme")
                        .setMetric("temperature")
                        .setWindowName("1m")
                        .setWindowStart(TestReadings.NOON)
                        .setWindowEnd(TestReadings.NOON.plusSeconds(60))
                        .setRevision(0)
                        .setCount(2)
                        .setSamples(2)
                        .setMean(20.5)
                        .setGood(2)
                        .setUncertain(0)
                        .setBad(0)
                        .setDevices(1)
                        .setReceivedAt(TestReadings.NOON.plusSeconds(61))
                        .build();
        WindowAggregate revised =
                WindowAggregate.newBuilder(window).setRevision(1).setMean(21.0).build();
        topics.send(
                aggregates,
                WindowAggregate.class,
                WindowAggregate::getSubject,
                List.of(window, revised));

        await().atMost(PATIENCE)
                .until(
                        () ->
                                ParquetFiles.count(archive.resolve("raw")) == 1
                                        && ParquetFiles.count(archive.resolve("aggregates")) == 2);
        assertThat(ParquetFiles.groups(archive.resolve("raw")))
                .singleElement()
                .satisfies(
                        row -> {
                            assertThat(row.getString("device_id", 0)).isEqualTo("d1");
                            assertThat(row.getBinary("value", 0).getBytes())
                                    .isEqualTo(new byte[] {1, (byte) 0xff, 3});
                        });
        assertThat(ParquetFiles.groups(archive.resolve("aggregates")))
                .extracting(row -> row.getDouble("mean", 0))
                .containsExactly(20.5, 21.0);
    }

    @Test
    void opensThousandsOfHoursAtOnce() throws Exception {
        List<Reading> years =
                IntStream.range(0, 3_000)
                        .mapToObj(
                                i ->
                                        TestReadings.reading("d" + i % 10)
                                                .at(TestReadings.NOON.minus(Duration.ofHours(i)))
                                                .sequence(i)
                                                .build())
                        .toList();
        send(years);

        assertArchiveHoldsExactlyWhatWasSent();
    }

    private void assertArchiveHoldsExactlyWhatWasSent() throws Exception {
        List<ReadingRow> expected =
                sent.stream().flatMap(reading -> ReadingRows.of(reading).stream()).toList();
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofSeconds(2))
                .untilAsserted(
                        () ->
                                assertThat(ParquetFiles.count(archive.resolve("readings")))
                                        .isGreaterThanOrEqualTo(expected.size()));
        List<ReadingRow> written = ParquetFiles.rows(archive.resolve("readings"));
        assertThat(written).hasSameSizeAs(expected);
        assertThat(frequencies(written)).isEqualTo(frequencies(expected));
    }

    /** How often each row is there; comparing lists in any order takes minutes. */
    private static Map<ReadingRow, Long> frequencies(List<ReadingRow> rows) {
        return rows.stream()
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    }

    private void send(List<Reading> readings) {
        topics.send(topic, Reading.class, Reading::getDeviceId, readings);
        sent.addAll(readings);
    }

    private static List<Reading> readings(String org, int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(
                        i ->
                                TestReadings.reading("d" + i % 10)
                                        .org(org)
                                        .at(TestReadings.NOON.plusMillis(i))
                                        .sequence(i)
                                        .source(3, i, 0)
                                        .metric("temperature", 20 + i % 5, "Cel")
                                        .metric("humidity", 40 + i % 7, null)
                                        .build())
                .toList();
    }

    private static KafkaSettings kafka() {
        return new KafkaSettings(
                SANDBOX.kafka().bootstrapServers(), SANDBOX.schemaRegistry().url(), Map.of());
    }
}
