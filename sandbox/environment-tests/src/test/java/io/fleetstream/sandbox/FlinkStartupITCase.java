package io.fleetstream.sandbox;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the JobManager does when its remoting is not up in time. */
class FlinkStartupITCase {
    /**
     * The sandbox gives remoting two minutes by this property. That Flink obeys it is seen best
     * where the time is too short; an option of the run comes later and wins.
     */
    @Test
    void remotingHasAsLongToStartAsItsSystemPropertySays(@TempDir Path directory) {
        try (Sandbox sandbox =
                Sandbox.builder()
                        .directory(directory)
                        .with(Service.FLINK)
                        .configure(Service.FLINK, "sandbox.task-managers", "1")
                        .configure(
                                Service.FLINK,
                                "env.java.opts.jobmanager",
                                "-Dpekko.remote.classic.startup-timeout=1ms")
                        .build()) {
            assertThatThrownBy(sandbox::start)
                    .isInstanceOf(SandboxException.class)
                    .hasMessageContaining("Futures timed out after [1 millisecond");
        }
    }
}
