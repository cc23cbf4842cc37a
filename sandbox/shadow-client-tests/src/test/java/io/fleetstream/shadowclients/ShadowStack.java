package io.fleetstream.shadowclients;

import io.fleetstream.sandbox.Sandbox;
import io.fleetstream.sandbox.Service;
import io.fleetstream.schemas.kafka.TopicProvisioner;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Broker, bridge, Kafka and the jobs shadow and rollout on a cluster: one for all tests of the
 * module.
 */
final class ShadowStack implements BeforeAllCallback {
    private static final Duration TO_RUN = Duration.ofMinutes(3);
    private static final int PARTITIONS = 4;

    private Running running;

    @Override
    public void beforeAll(ExtensionContext context) {
        running =
                context.getRoot()
                        .getStore(ExtensionContext.Namespace.create(ShadowStack.class))
                        .getOrComputeIfAbsent("stack", unused -> new Running(), Running.class);
    }

    Sandbox sandbox() {
        return running.sandbox;
    }

    String mqttUrl() {
        return running.sandbox.mqtt().url();
    }

    /** Stopped by JUnit after the last test. */
    private static final class Running implements AutoCloseable {
        private final Sandbox sandbox =
                Sandbox.builder()
                        .directory(Path.of("target", "sandbox-shadow"))
                        .progress(System.out::println)
                        .with(Service.BRIDGE, Service.SCHEMA_REGISTRY, Service.FLINK)
                        .prepare(Service.KAFKA, Running::createTopics)
                        .configure(Service.FLINK, "sandbox.task-managers", "1")
                        .build();

        Running() {
            sandbox.start();
            for (String job : List.of("shadow", "rollout")) {
                sandbox.flink().awaitRunning(submit(job), TO_RUN);
            }
        }

        private String submit(String job) {
            Path jar =
                    Path.of(System.getProperty("fleet.home"))
                            .resolve("jobs/" + job + "/target/fleet-job-" + job + ".jar");
            return sandbox.flink()
                    .submit(
                            jar,
                            List.of(
                                    "--kafka.bootstrap-servers",
                                    sandbox.kafka().bootstrapServers(),
                                    "--schema-registry.url",
                                    sandbox.schemaRegistry().url()));
        }

        private static void createTopics(Sandbox sandbox) {
            TopicProvisioner.create(
                    sandbox.kafka().bootstrapServers(),
                    OptionalInt.of(PARTITIONS),
                    OptionalInt.of(1),
                    true);
        }

        @Override
        public void close() {
            sandbox.close();
        }
    }
}
