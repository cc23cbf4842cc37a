package io.fleetstream.jobs.prediction;

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

class PredictionTopologyTest {
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
        PredictionConfig config = PredictionConfig.from(Settings.of(args, Map.of()));

        PredictionTopology.build(
                env,
                config,
                PredictionSources.kafka(config),
                PredictionSinks.kafka(config, env.getCheckpointConfig()));

        assertThat(Uids.of(env))
                .containsExactly(
                        "Sink Committer: write-alarms",
                        "Sink Committer: write-dead-letters",
                        "Sink Committer: write-scores",
                        "decode-models",
                        "decode-readings",
                        "judge-device",
                        "read-models",
                        "read-readings",
                        "record-scores",
                        "score-windows",
                        "window-device",
                        "write-alarms",
                        "write-dead-letters",
                        "write-scores");
    }
}
