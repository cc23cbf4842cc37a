package io.fleetstream.jobs.anomaly;

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

class AnomalyTopologyTest {
    @TempDir private Path checkpoints;

    @Test
    void keepsTheUidsUnderWhichStateIsStored() throws IOException {
        StreamExecutionEnvironment env =
                StreamExecutionEnvironment.getExecutionEnvironment(
                        StrictFlink.configuration(Duration.ofSeconds(10), checkpoints));
        String[] args = {
            "--kafka.bootstrap-servers", "localhost:1",
            "--schema-registry.url", "http://localhost:1"
        };
        AnomalyConfig config = AnomalyConfig.from(Settings.of(args, Map.of()));

        AnomalyTopology.build(
                env,
                config,
                AnomalySources.kafka(config),
                AnomalySinks.kafka(config, env.getCheckpointConfig()));

        assertThat(Uids.of(env))
                .containsExactly(
                        "Sink Committer: write-alarm-late-readings",
                        "Sink Committer: write-alarms",
                        "Sink Committer: write-dead-letters",
                        "Sink Committer: write-downlink",
                        "Sink Committer: write-progress",
                        "decode-cohorts",
                        "decode-commands",
                        "decode-devices",
                        "decode-readings",
                        "decode-rules",
                        "decode-shadows",
                        "decode-status",
                        "emit-progress",
                        "group-alarms",
                        "read-aggregates",
                        "read-commands",
                        "read-readings",
                        "read-registry",
                        "read-rules",
                        "read-shadows",
                        "read-status",
                        "take-readings",
                        "watch-device",
                        "write-alarm-late-readings",
                        "write-alarms",
                        "write-dead-letters",
                        "write-downlink",
                        "write-progress");
    }
}
