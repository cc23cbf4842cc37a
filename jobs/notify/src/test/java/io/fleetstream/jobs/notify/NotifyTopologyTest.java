package io.fleetstream.jobs.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetstream.connectors.kafka.KafkaSettings;
import io.fleetstream.jobs.common.DeadLetters;
import io.fleetstream.jobs.common.testing.StrictFlink;
import io.fleetstream.jobs.common.testing.Uids;
import io.fleetstream.jobs.notify.domain.TargetsReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NotifyTopologyTest {
    @TempDir private Path checkpoints;

    @Test
    void keepsTheUidsUnderWhichStateIsStored() {
        StreamExecutionEnvironment env =
                StreamExecutionEnvironment.getExecutionEnvironment(
                        StrictFlink.configuration(Duration.ofSeconds(10), checkpoints));
        KafkaSettings kafka = new KafkaSettings("localhost:1", "http://localhost:1", Map.of());
        NotifyConfig config =
                new NotifyConfig(
                        kafka,
                        "fleet-notify",
                        10,
                        TargetsReader.read(
                                "targets: [{name: a, url: 'https://a/'},"
                                        + " {name: b, url: 'https://b/', about: rollouts}]"));

        NotifyTopology.build(
                env,
                config,
                NotifySources.kafka(config),
                DeadLetters.sink(kafka, "letters", env.getCheckpointConfig()));

        assertThat(Uids.of(env))
                .containsExactly(
                        "Sink Committer: write-dead-letters",
                        "deliver-a",
                        "deliver-b",
                        "read-alarms-a",
                        "read-rollouts-b",
                        "select-alarms-a",
                        "select-rollouts-b",
                        "write-dead-letters");
    }
}
