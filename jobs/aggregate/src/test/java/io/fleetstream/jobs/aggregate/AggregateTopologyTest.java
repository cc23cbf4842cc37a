package io.fleetstream.jobs.aggregate;

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

class AggregateTopologyTest {
    @TempDir private Path checkpoints;

    @Test
    void keepsTheUidsUnderWhichStateIsStored() throws IOException {
        StreamExecutionEnvironment env =
                StreamExecutionEnvironment.getExecutionEnvironment(
                        StrictFlink.configuration(Duration.ofSeconds(10), checkpoints));
        AggregateConfig config =
                AggregateConfig.from(
                        Settings.of(
                                new String[] {
                                    "--kafka.bootstrap-servers", "localhost:1",
                                    "--schema-registry.url", "http://localhost:1"
                                },
                                Map.of()));

        AggregateTopology.build(
                env,
                config,
                AggregateTopology.kafka(config),
                AggregateSinks.kafka(config, env.getCheckpointConfig()));

        assertThat(Uids.of(env))
                .containsExactly(
                        "Sink Committer: write-aggregates",
                        "Sink Committer: write-dead-letters",
                        "Sink Committer: write-late-readings",
                        "aggregate-device",
                        "combine-deltas",
                        "decode-readings",
                        "read-readings",
                        "roll-up",
                        "take-samples",
                        "write-aggregates",
                        "write-dead-letters",
                        "write-late-readings");
    }
}
