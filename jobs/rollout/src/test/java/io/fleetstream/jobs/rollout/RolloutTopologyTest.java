package io.fleetstream.jobs.rollout;

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

class RolloutTopologyTest {
    @TempDir private Path checkpoints;

    @Test
    void keepsTheUidsUnderWhichStateIsStored() throws IOException {
        StreamExecutionEnvironment env =
                StreamExecutionEnvironment.getExecutionEnvironment(
                        StrictFlink.configuration(Duration.ofSeconds(10), checkpoints));
        RolloutConfig config =
                RolloutConfig.from(
                        Settings.of(
                                new String[] {
                                    "--kafka.bootstrap-servers", "localhost:1",
                                    "--schema-registry.url", "http://localhost:1"
                                },
                                Map.of()));
        RolloutTopology.build(
                env,
                config,
                RolloutSources.kafka(config),
                RolloutSinks.kafka(config, env.getCheckpointConfig()),
                CohortSources.kafka(config),
                CohortSinks.kafka(config));

        assertThat(Uids.of(env))
                .containsExactly(
                        "Sink Committer: write-control",
                        "Sink Committer: write-dead-letters",
                        "Sink Committer: write-downlink",
                        "Sink Committer: write-executions",
                        "Sink Committer: write-requests",
                        "Sink Committer: write-states",
                        "check-job-request",
                        "choose-cohort",
                        "control-rollout",
                        "decode-alarm-progress",
                        "decode-control",
                        "decode-fleet",
                        "execute-job",
                        "make-ticks",
                        "read-alarm-progress",
                        "read-alarms",
                        "read-control",
                        "read-facts",
                        "read-registry",
                        "read-requests",
                        "see-ends",
                        "write-control",
                        "write-dead-letters",
                        "write-downlink",
                        "write-executions",
                        "write-requests",
                        "write-states");
    }
}
