package io.fleetstream.jobs.prediction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fleetstream.connectors.confluent.SchemaGuard;
import io.fleetstream.connectors.kafka.KafkaSettings;
import io.fleetstream.jobs.common.Settings;
import io.fleetstream.jobs.common.testing.StrictFlink;
import io.fleetstream.jobs.common.testing.TestReadings;
import io.fleetstream.jobs.common.testing.TopicClient;
import io.fleetstream.jobs.prediction.onnx.Digests;
import io.fleetstream.jobs.prediction.onnx.SharedModels;
import io.fleetstream.jobs.prediction.training.TestModels;
import io.fleetstream.sandbox.Service;
import io.fleetstream.sandbox.junit.SandboxExtension;
import io.fleetstream.schemas.AlarmChangeKind;
import io.fleetstream.schemas.AlarmEvent;
import io.fleetstream.schemas.DeadLetter;
import io.fleetstream.schemas.PredictionModel;
import io.fleetstream.schemas.PredictionScore;
import io.fleetstream.schemas.Reading;
import io.fleetstream.schemas.Topics;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The whole job between topics of a real Kafka, with the models that come with it. */
class PredictionITCase {
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
    private static final int WINDOW = 60;

    @TempDir private static Path directory;
    private static TopicClient topics;
    private static JobClient job;
    private static int offset;

    @BeforeAll
    static void startTheJob() throws Exception {
        String brokers = SANDBOX.kafka().bootstrapServers();
        String registry = SANDBOX.schemaRegistry().url();
        topics = new TopicClient(new KafkaSettings(brokers, registry, Map.of()));
        topics.createTopics(4);
        StreamExecutionEnvironment env =
                StreamExecutionEnvironment.getExecutionEnvironment(
                        StrictFlink.configuration(
                                Duration.ofSeconds(1), directory.resolve("checkpoints")));
        env.setParallelism(2);
        PredictionConfig config =
                PredictionConfig.from(
                        Settings.of(
                                new String[] {
                                    "--kafka.bootstrap-servers", brokers,
                                    "--schema-registry.url", registry
                                },
                                Map.of()));
        SchemaGuard.register(config.kafka(), PredictionSinks.SCHEMAS);
        PredictionTopology.build(
                env,
                config,
                PredictionSources.kafka(config),
                PredictionSinks.kafka(config, env.getCheckpointConfig()));
        job = env.executeAsync(PredictionTopology.JOB);
    }

    @AfterAll
    static void stopTheJob() throws Exception {
        job.cancel().get();
        topics.close();
    }

    @Test
    void raisesAlarmsOfWornMachinesAndGoesOnWithABadModel() throws Exception {
        Path file = Files.write(directory.resolve("m.onnx"), TestModels.resource("wear-flat.onnx"));
        send(
                model("wear-sequence", 1)
                        .setContent(ByteBuffer.wrap(TestModels.resource("wear-sequence.onnx"))),
                model("wear-flat", 1)
                        .setUri(file.toUri().toString())
                        .setSha256(Digests.sha256(Files.readAllBytes(file))));
        await().atMost(PATIENCE).until(() -> SharedModels.sessions() == 2);

        run("worn", true);
        run("well", false);

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(scores()).hasSize(2 * 2 * 7));
        assertThat(scores())
                .allSatisfy(
                        score -> {
                            assertThat(score.getVersion()).isEqualTo(1);
                            if (score.getDeviceId().equals("worn")) {
                                assertThat(score.getProbability()).isGreaterThan(0.8);
                            } else {
                                assertThat(score.getProbability()).isLessThan(0.5);
                            }
                        });
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(alarms()).hasSize(2));
        assertThat(alarms())
                .allSatisfy(
                        alarm -> {
                            assertThat(alarm.getDeviceId()).isEqualTo("worn");
                            assertThat(alarm.getChange()).isEqualTo(AlarmChangeKind.RAISED);
                        })
                .extracting(AlarmEvent::getRuleId)
                .containsExactlyInAnyOrder("prediction.wear-flat", "prediction.wear-sequence");

        send(
                model("wear-sequence", 2).setContent(ByteBuffer.wrap(new byte[] {1, 2, 3})),
                model("wear-flat", 2).setUri(file.toUri().toString()).setSha256("0"),
                model("wear-flat", 3)
                        .setContent(ByteBuffer.wrap(TestModels.resource("wear-sequence.onnx"))));
        await().atMost(PATIENCE)
                .untilAsserted(
                        () ->
                                assertThat(letters())
                                        .extracting(DeadLetter::getPath)
                                        .containsExactlyInAnyOrder(
                                                "/content", "/sha256", "/content"));
        assertThat(letters())
                .extracting(DeadLetter::getMessage)
                .contains("takes [any, 60, 2], but the definition says [any, 10]");

        run("late", true);
        await().atMost(PATIENCE)
                .untilAsserted(
                        () ->
                                assertThat(scores())
                                        .filteredOn(score -> score.getDeviceId().equals("late"))
                                        .hasSize(2 * 7)
                                        .allMatch(score -> score.getVersion() == 1));
    }

    private static PredictionModel.Builder model(String name, int version) {
        return PredictionModel.newBuilder()
                .setModel(name)
                .setVersion(version)
                .setDefinition(TestModels.definition(name))
                .setUpdatedAt(Instant.EPOCH);
    }

    private static void send(PredictionModel.Builder... models) {
        List<PredictionModel> built = new ArrayList<>();
        for (PredictionModel.Builder model : models) {
            built.add(model.build());
        }
        // one key after the other, as the topic has one partition in the catalogue
        topics.send(
                Topics.PREDICTION_MODELS, PredictionModel.class, PredictionModel::getModel, built);
    }

    /** Two windows' length of readings, a second apart, far from where models begin to doubt. */
    private static void run(String device, boolean worn) {
        List<Reading> readings = new ArrayList<>();
        for (int row = 0; row < 2 * WINDOW; row++) {
            double swing = Math.sin(2.1 * row);
            double knock = row % 15 == 0 ? 3 : 0;
            readings.add(
                    TestReadings.reading(device)
                            .at(TestReadings.NOON.plusSeconds(row))
                            .source(0, offset++, 0)
                            .metric(
                                    "vibration",
                                    worn ? 4 + 0.4 * swing + knock : 1.2 + 0.05 * swing,
                                    "mm/s")
                            .metric("temperature", (worn ? 46 : 25) + 0.5 * swing, "Cel")
                            .build());
        }
        topics.send(Topics.TELEMETRY_READINGS, Reading.class, Reading::getDeviceId, readings);
    }

    private static List<PredictionScore> scores() {
        return topics.read(Topics.PREDICTION_SCORES, PredictionScore.class);
    }

    private static List<AlarmEvent> alarms() {
        return topics.read(Topics.ALARMS, AlarmEvent.class);
    }

    private static List<DeadLetter> letters() {
        return topics.read(Topics.TELEMETRY_DEAD_LETTERS, DeadLetter.class);
    }
}
