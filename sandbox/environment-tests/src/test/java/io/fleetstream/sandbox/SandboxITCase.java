package io.fleetstream.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SandboxITCase {
    @TempDir private Path directory;

    @Test
    void twoRunSideBySide() {
        try (Sandbox first = sandbox("first", Service.KAFKA, Service.POSTGRES).build();
                Sandbox second = sandbox("second", Service.KAFKA, Service.POSTGRES).build()) {
            first.start();
            second.start();
            assertThat(first.kafka().bootstrapServers())
                    .isNotEqualTo(second.kafka().bootstrapServers());
            assertThat(first.postgres().url()).isNotEqualTo(second.postgres().url());
            assertThat(first.kafka().isRunning()).isTrue();
            assertThat(first.postgres().isRunning()).isTrue();
        }
    }

    @Test
    void refusesADirectoryThatIsInUse() {
        try (Sandbox first = sandbox("shared").build();
                Sandbox second = sandbox("shared").build()) {
            first.start();
            assertThatThrownBy(second::start)
                    .isInstanceOf(SandboxException.class)
                    .hasMessageContaining("another sandbox runs in");
        }
    }

    @Test
    void stopsEverythingWhenOneServiceFailsAndSaysWhich() {
        try (Sandbox sandbox =
                sandbox("failing", Service.KAFKA, Service.FLINK)
                        .configure(Service.FLINK, "rest.bind-port", "not-a-port")
                        .build()) {
            assertThatThrownBy(sandbox::start)
                    .isInstanceOf(SandboxException.class)
                    .hasMessageContaining("flink-jobmanager")
                    .hasMessageContaining("not-a-port")
                    .hasMessageContaining(
                            sandbox.logs().resolve("flink-jobmanager.log").toString());
            assertThat(sandbox.kafka().isRunning()).isFalse();
        }
    }

    @Test
    void reportsEachStepAndPreparesBeforeItReturns() {
        List<String> steps = new CopyOnWriteArrayList<>();
        try (Sandbox sandbox =
                sandbox("steps", Service.SCHEMA_REGISTRY)
                        .progress(steps::add)
                        .prepare(Service.SCHEMA_REGISTRY, ready -> steps.add("prepared"))
                        .build()) {
            sandbox.start();
            assertThat(steps).startsWith("schema-registry: starting", "prepared");
            assertThat(steps.get(2)).startsWith("schema-registry: ready in ");
            assertThatThrownBy(sandbox::mqtt)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("Service.MQTT");
        }
    }

    private SandboxBuilder sandbox(String name, Service... services) {
        return Sandbox.builder().directory(directory.resolve(name)).with(services);
    }
}
