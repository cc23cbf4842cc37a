package io.fleetstream.jobs.timescale;

import static org.awaitility.Awaitility.await;

import io.fleetstream.connectors.confluent.SchemaGuard;
import io.fleetstream.connectors.jdbc.PostgresSettings;
import io.fleetstream.connectors.kafka.KafkaSettings;
import io.fleetstream.jobs.common.testing.StrictFlink;
import io.fleetstream.jobs.common.testing.TopicClient;
import io.fleetstream.schemas.DeadLetter;
import io.fleetstream.schemas.Topics;
import io.fleetstream.schemas.database.DatabaseMigrator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The job, started before each test and cancelled after it, over the sandbox and the MiniCluster of
 * the test's class; register it after them.
 */
final class RunningJob
        implements BeforeAllCallback, AfterAllCallback, BeforeEachCallback, AfterEachCallback {
    static final Duration PATIENCE = Duration.ofMinutes(3);

    private final SharedServices sandbox;
    private TopicClient topics;
    private JobClient job;

    RunningJob(SharedServices sandbox) {
        this.sandbox = sandbox;
    }

    TopicClient topics() {
        return topics;
    }

    Rows rows() {
        return new Rows(sandbox);
    }

    JobClient client() {
        return job;
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        topics = new TopicClient(kafka());
        topics.createTopics(4);
        DatabaseMigrator.migrate(
                sandbox.postgres().url(),
                sandbox.postgres().user(),
                () -> password().toCharArray());
    }

    @Override
    public void afterAll(ExtensionContext context) {
        topics.close();
    }

    @Override
    public void beforeEach(ExtensionContext context) throws Exception {
        Path checkpoints =
                Files.createDirectories(Path.of("target", "checkpoints", context.getDisplayName()));
        Configuration configuration =
                StrictFlink.configuration(Duration.ofSeconds(1), checkpoints.toAbsolutePath());
        // an outage lasts longer than several checkpoints may
        configuration.set(CheckpointingOptions.CHECKPOINTING_TIMEOUT, Duration.ofSeconds(10));
        configuration.set(CheckpointingOptions.TOLERABLE_FAILURE_NUMBER, 10);
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 20);
        configuration.set(
                RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofSeconds(1));
        StreamExecutionEnvironment env =
                StreamExecutionEnvironment.getExecutionEnvironment(configuration);
        env.setParallelism(2);
        TimescaleConfig config = new TimescaleConfig(kafka(), "fleet-timescale", postgres());
        SchemaGuard.register(
                kafka(), Map.of(Topics.TELEMETRY_DEAD_LETTERS, DeadLetter.getClassSchema()));
        TimescaleTopology.build(
                env,
                config,
                TimescaleSources.kafka(config),
                TimescaleSinks.postgres(config, env.getCheckpointConfig()));
        job = env.executeAsync("timescale");
    }

    @Override
    public void afterEach(ExtensionContext context) throws Exception {
        job.cancel().get();
        await().atMost(PATIENCE).until(() -> job.getJobStatus().get().isGloballyTerminalState());
    }

    private KafkaSettings kafka() {
        return new KafkaSettings(
                sandbox.kafka().bootstrapServers(), sandbox.schemaRegistry().url(), Map.of());
    }

    private PostgresSettings postgres() {
        return new PostgresSettings(
                sandbox.postgres().url(),
                sandbox.postgres().user(),
                sandbox.postgres().passwordFile().toString(),
                5_000,
                1 << 23,
                Duration.ofMillis(100),
                Duration.ofMinutes(5));
    }

    private String password() {
        try {
            return Files.readString(sandbox.postgres().passwordFile()).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
