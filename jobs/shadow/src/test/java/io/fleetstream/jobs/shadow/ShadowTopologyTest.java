package io.fleetstream.jobs.shadow;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetstream.jobs.common.Settings;
import io.fleetstream.jobs.common.testing.StrictFlink;
import io.fleetstream.jobs.common.testing.Uids;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShadowTopologyTest {
    @TempDir private Path checkpoints;

    @Test
    void keepsTheUidsUnderWhichStateIsStored() throws IOException {
        StreamExecutionEnvironment env =
                StreamExecutionEnvironment.getExecutionEnvironment(
                        StrictFlink.configuration(Duration.ofSeconds(10), checkpoints));
        ShadowConfig config =
                ShadowConfig.from(
                        Settings.of(
                                new String[] {
                                    "--kafka.bootstrap-servers", "localhost:1",
                                    "--schema-registry.url", "http://localhost:1"
                                },
                                Map.of()));

        ShadowTopology.build(
                env,
                config,
                ShadowSources.kafka(config),
                ShadowSinks.kafka(config, env.getCheckpointConfig()));

        assertThat(Uids.of(env))
                .containsExactly(
                        "Sink Committer: write-dead-letters",
                        "Sink Committer: write-documents",
                        "Sink Committer: write-downlink",
                        "Sink Committer: write-events",
                        "Sink Committer: write-requests",
                        "check-request",
                        "merge-shadow",
                        "read-requests",
                        "write-dead-letters",
                        "write-documents",
                        "write-downlink",
                        "write-events",
                        "write-requests");
    }
}
