package io.fleetstream.jobs.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fleetstream.connectors.confluent.SchemaGuard;
import io.fleetstream.connectors.kafka.KafkaSettings;
import io.fleetstream.jobs.common.Settings;
import io.fleetstream.jobs.common.testing.StrictFlink;
import io.fleetstream.jobs.common.testing.TopicClient;
import io.fleetstream.sandbox.Service;
import io.fleetstream.sandbox.junit.SandboxExtension;
import io.fleetstream.schemas.Device;
import io.fleetstream.schemas.JobExecution;
import io.fleetstream.schemas.JobExecutionStatus;
import io.fleetstream.schemas.RecordHeaders;
import io.fleetstream.schemas.RolloutCommand;
import io.fleetstream.schemas.RolloutControl;
import io.fleetstream.schemas.RolloutControlKind;
import io.fleetstream.schemas.RolloutDecision;
import io.fleetstream.schemas.RolloutStageState;
import io.fleetstream.schemas.RolloutState;
import io.fleetstream.schemas.RolloutStatusKind;
import io.fleetstream.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Rollouts through the whole job, between topics of a real Kafka; the test is the devices. */
class RolloutITCase {
    @RegisterExtension
    @Order(1)
    static final SandboxExtension SANDBOX =
            SandboxExtension.with(Service.KAFKA, Service.SCHEMA_REGISTRY);

    @RegisterExtension
    @Order(2)
    static final MiniClusterExtension FLINK =
            new MiniClusterExtension(
                    new MiniClusterResourceConfiguration.Builder()
                            .setNumberTaskManagers(1)
                            .setNumberSlotsPerTaskManager(2)
                            .build());

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int PARTITIONS = 4;
    private static final int DEVICES = 40;

    @TempDir private static Path checkpoints;
    private static TopicClient topics;
    private static KafkaProducer<byte[], byte[]> producer;
    private static JobClient job;

    @BeforeAll
    static void startTheJob() throws Exception {
        String brokers = SANDBOX.kafka().bootstrapServers();
        String registry = SANDBOX.schemaRegistry().url();
        topics = new TopicClient(new KafkaSettings(brokers, registry, Map.of()));
        topics.createTopics(PARTITIONS);
        producer =
                new KafkaProducer<>(
                        Map.of("bootstrap.servers", brokers),
                        new ByteArraySerializer(),
                        new ByteArraySerializer());
        topics.send(
                Topics.DEVICE_REGISTRY,
                Device.class,
                Device::getDeviceId,
                IntStream.range(0, DEVICES).mapToObj(RolloutITCase::device).toList());
        StreamExecutionEnvironment env =
                StreamExecutionEnvironment.getExecutionEnvironment(
                        StrictFlink.configuration(Duration.ofSeconds(1), checkpoints));
        env.setParallelism(2);
        RolloutConfig config =
                RolloutConfig.from(
                        Settings.of(
                                new String[] {
                                    "--kafka.bootstrap-servers", brokers,
                                    "--schema-registry.url", registry
                                },
                                Map.of()));
        SchemaGuard.register(config.kafka(), RolloutSinks.SCHEMAS);
        SchemaGuard.register(config.kafka(), CohortSinks.SCHEMAS);
        RolloutTopology.build(
                env,
                config,
                RolloutSources.kafka(config),
                RolloutSinks.kafka(config, env.getCheckpointConfig()),
                CohortSources.kafka(config),
                CohortSinks.kafka(config));
        job = env.executeAsync(RolloutTopology.JOB);
    }

    @AfterAll
    static void stopTheJob() throws Exception {
        job.cancel().get();
        producer.close();
        topics.close();
    }

    @Test
    void reachesAllThatAreEligibleStageAfterStage() {
        begin("good", "devices: site=plant-0");
        Set<String> answered = new HashSet<>();
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> {
                            answerAll("good", "SUCCEEDED", answered);
                            assertThat(decisions("good")).contains(RolloutDecision.FINISH);
                        });

        assertThat(answered).hasSize(DEVICES / 2);
        assertThat(decisions("good"))
                .startsWith(RolloutDecision.COUNT, RolloutDecision.OPEN, RolloutDecision.RELEASE)
                .filteredOn(decision -> decision == RolloutDecision.OPEN)
                .hasSize(2);
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> {
                            RolloutState last = states("good").get(states("good").size() - 1);
                            assertThat(last.getStatus()).isEqualTo(RolloutStatusKind.FINISHED);
                            assertThat(last.getStages())
                                    .extracting(RolloutStageState::getSucceeded)
                                    .satisfies(
                                            all ->
                                                    assertThat(all.get(0) + all.get(1))
                                                            .isEqualTo(DEVICES / 2));
                        });
    }

    @Test
    void stopsByItselfWhenItsBudgetHasFailed() {
        begin("bad", "devices: site=plant-1");
        Set<String> answered = new HashSet<>();
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> {
                            answerAll("bad", "FAILED", answered);
                            assertThat(decisions("bad")).contains(RolloutDecision.PAUSE);
                        });

        assertThat(answered).hasSizeLessThanOrEqualTo(6);
        command("bad", RolloutCommand.ROLLBACK);
        await().atMost(PATIENCE)
                .untilAsserted(
                        () ->
                                assertThat(queued("bad-rollback"))
                                        .containsExactlyInAnyOrderElementsOf(answered));
    }

    @Test
    void waitsForAlarmsUntilTheJobAnomalySaysThatTheyWereJudged() {
        begin(
                "guarded",
                """
                devices: site=plant-0
                gate: {guards: [{name: hot, signals: ["alarm:hot"]}]}
                """,
                "success: 100, maximum-soak: PT0S, undecided: proceed");
        Set<String> answered = new HashSet<>();
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> {
                            answerAll("guarded", "SUCCEEDED", answered);
                            RolloutState last = last("guarded");
                            assertThat(last.getStages().get(0).getSucceeded())
                                    .isPositive()
                                    .isEqualTo(last.getStages().get(0).getTargets());
                            assertThat(last.getWaitsForAlarms()).isTrue();
                        });
        await().during(Duration.ofSeconds(3))
                .atMost(PATIENCE)
                .untilAsserted(
                        () -> {
                            answerAll("guarded", "SUCCEEDED", answered);
                            assertThat(last("guarded").getOpenStage()).isZero();
                        });
        assertThat(last("guarded").getJudgedTo()).isNull();

        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> {
                            append(
                                    Topics.ALARM_PROGRESS,
                                    0,
                                    null,
                                    null,
                                    Map.of(RecordHeaders.HEARTBEAT, ""));
                            answerAll("guarded", "SUCCEEDED", answered);
                            assertThat(decisions("guarded")).contains(RolloutDecision.FINISH);
                        });
        assertThat(answered).hasSize(DEVICES / 2);
        assertThat(last("guarded").getWaitsForAlarms()).isFalse();
        assertThat(last("guarded").getJudgedTo()).isNotNull();
    }

    private static void begin(String id, String devices) {
        begin(id, devices, "success: 100");
    }

    private static void begin(String id, String more, String stage) {
        send(
                row(id, RolloutControlKind.DEFINE)
                        .setDefinition(
                                """
                                rollout: %s
                                %s
                                document: {version: 2}
                                rollback: {version: 1}
                                budget: 6
                                buckets: 512
                                stages: [{percent: 50, %s}, {percent: 100, %s}]
                                """
                                        .formatted(id, more, stage, stage))
                        .build());
        command(id, RolloutCommand.START);
    }

    private static void command(String id, RolloutCommand command) {
        send(row(id, RolloutControlKind.COMMAND).setCommand(command).build());
    }

    private static RolloutControl.Builder row(String id, RolloutControlKind kind) {
        return RolloutControl.newBuilder()
                .setRolloutId(id)
                .setKind(kind)
                .setAt(Instant.now().truncatedTo(ChronoUnit.MICROS))
                .setActor("ann");
    }

    private static void send(RolloutControl row) {
        topics.send(
                Topics.ROLLOUT_CONTROL,
                RolloutControl.class,
                RolloutControl::getRolloutId,
                List.of(row));
    }

    private static List<RolloutDecision> decisions(String id) {
        return topics.read(Topics.ROLLOUT_CONTROL, RolloutControl.class).stream()
                .filter(row -> row.getRolloutId().equals(id))
                .filter(row -> row.getKind() == RolloutControlKind.DECISION)
                .map(RolloutControl::getDecision)
                .toList();
    }

    private static List<RolloutState> states(String id) {
        return topics.read(Topics.ROLLOUT_STATES, RolloutState.class).stream()
                .filter(state -> state.getRolloutId().equals(id))
                .toList();
    }

    private static RolloutState last(String id) {
        return states(id).stream()
                .max(
                        Comparator.comparing(RolloutState::getVersion)
                                .thenComparing(RolloutState::getAt))
                .orElseThrow();
    }

    private static List<String> queued(String job) {
        return topics.read(Topics.ROLLOUT_EXECUTIONS, JobExecution.class).stream()
                .filter(execution -> execution.getJobId().equals(job))
                .filter(execution -> execution.getStatus() == JobExecutionStatus.QUEUED)
                .map(JobExecution::getDeviceId)
                .toList();
    }

    /** Devices that were told answer, each once; and time goes on. */
    private static void answerAll(String job, String status, Set<String> answered) {
        for (String device : queued(job)) {
            if (answered.add(device)) {
                append(
                        Topics.JOBS_REQUESTS,
                        null,
                        device,
                        "{\"status\":\"" + status + "\"}",
                        Map.of(
                                RecordHeaders.MQTT_TOPIC,
                                "$aws/things/" + device + "/jobs/" + job + "/update"));
            }
        }
        for (int partition = 0; partition < PARTITIONS; partition++) {
            append(Topics.JOBS_REQUESTS, partition, null, "", Map.of(RecordHeaders.HEARTBEAT, ""));
        }
    }

    private static void append(
            String topic,
            Integer partition,
            String key,
            String value,
            Map<String, String> headers) {
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(
                        topic,
                        partition,
                        key == null ? null : bytes(key),
                        value == null ? null : bytes(value));
        headers.forEach((name, text) -> record.headers().add(name, bytes(text)));
        long now = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
        record.headers().add(RecordHeaders.RECEIVED_AT, bytes(Long.toString(now)));
        assertThat(producer.send(record)).succeedsWithin(PATIENCE);
    }

    private static Device device(int number) {
        return Device.newBuilder()
                .setDeviceId("dev-" + number)
                .setOrg("acme")
                .setSite("plant-" + number % 2)
                .setDeviceType("pump")
                .setModel("m-1")
                .setUpdatedAt(Instant.EPOCH)
                .build();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
