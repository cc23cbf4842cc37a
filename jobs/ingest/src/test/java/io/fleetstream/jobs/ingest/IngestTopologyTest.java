package io.fleetstream.jobs.ingest;

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

class IngestTopologyTest {
    @TempDir private Path checkpoints;

    @Test
    void keepsTheUidsUnderWhichStateIsStored() throws IOException {
        StreamExecutionEnvironment env =
                StreamExecutionEnvironment.getExecutionEnvironment(
                        StrictFlink.configuration(Duration.ofSeconds(10), checkpoints));
        IngestConfig config =
                IngestConfig.from(
                        Settings.of(
                                new String[] {
                                    "--kafka.bootstrap-servers", "localhost:1",
                                    "--schema-registry.url", "http://localhost:1"
                                },
                                Map.of()));

        IngestTopology.build(
                env,
                config,
                IngestSources.kafka(config),
                IngestSinks.kafka(config, env.getCheckpointConfig()));

        assertThat(Uids.of(env))
                .containsExactly(
                        "Sink Committer: write-dead-letters",
                        "Sink Committer: write-device-hours",
                        "Sink Committer: write-duplicates",
                        "Sink Committer: write-facts",
                        "Sink Committer: write-heartbeats",
                        "Sink Committer: write-readings",
                        "Sink Committer: write-sequence-events",
                        "admit-message",
                        "decode-manifests",
                        "decode-models",
                        "decode-registry",
                        "emit-heartbeats",
                        "parse-message",
                        "read-manifests",
                        "read-models",
                        "read-raw",
                        "read-registry",
                        "write-dead-letters",
                        "write-device-hours",
                        "write-duplicates",
                        "write-facts",
                        "write-heartbeats",
                        "write-readings",
                        "write-sequence-events");
    }
}
