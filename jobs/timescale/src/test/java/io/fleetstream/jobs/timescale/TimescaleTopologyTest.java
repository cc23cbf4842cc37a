package io.fleetstream.jobs.timescale;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetstream.connectors.jdbc.PostgresSettings;
import io.fleetstream.connectors.kafka.KafkaSettings;
import io.fleetstream.jobs.common.testing.StrictFlink;
import io.fleetstream.jobs.common.testing.Uids;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;

class TimescaleTopologyTest {
    @Test
    void keepsTheUidsSavepointsAreReadBy() {
        StreamExecutionEnvironment env =
                StreamExecutionEnvironment.getExecutionEnvironment(
                        StrictFlink.configuration(Duration.ofSeconds(10), Path.of("target")));
        TimescaleConfig config =
                new TimescaleConfig(
                        new KafkaSettings("localhost:1", "http://localhost:1", Map.of()),
                        "fleet-timescale",
                        new PostgresSettings(
                                "jdbc:postgresql://localhost/fleet",
                                "fleet",
                                "",
                                5_000,
                                1 << 23,
                                Duration.ofSeconds(1),
                                Duration.ofMinutes(2)));

        TimescaleTopology.build(
                env,
                config,
                TimescaleSources.kafka(config),
                TimescaleSinks.postgres(config, env.getCheckpointConfig()));

        assertThat(Uids.of(env))
                .containsExactly(
                        "Sink Committer: dead-letters-topic",
                        "aggregates-source",
                        "alarm-events-table",
                        "alarms-source",
                        "alarms-table",
                        "alarms-with-id",
                        "archived-files-source",
                        "archived-files-table",
                        "command-states-source",
                        "dead-letter-replays-table",
                        "dead-letters-source",
                        "dead-letters-table",
                        "dead-letters-topic",
                        "decode-aggregates",
                        "decode-alarms",
                        "decode-archived-files",
                        "decode-command-states",
                        "decode-dead-letters",
                        "decode-device-hours",
                        "decode-executions",
                        "decode-facts",
                        "decode-late-readings",
                        "decode-readings",
                        "decode-registry",
                        "decode-rollouts",
                        "decode-sequence-events",
                        "decode-shadow-documents",
                        "decode-shadow-events",
                        "device-command-states-table",
                        "device-commands-table",
                        "device-hours-source",
                        "device-hours-table",
                        "device-shadow-history-table",
                        "device-shadows-table",
                        "device-status-table",
                        "devices-table-facts",
                        "devices-table-registry",
                        "executions-source",
                        "facts-source",
                        "flatten-readings",
                        "late-readings-source",
                        "late-readings-table",
                        "parse-status",
                        "readings-source",
                        "readings-table",
                        "registry-source",
                        "replayed-readings",
                        "rollout-executions-table",
                        "rollout-steps",
                        "rollout-steps-table",
                        "rollouts-source",
                        "rollouts-table",
                        "sequence-events-source",
                        "sequence-events-table",
                        "shadow-documents-source",
                        "shadow-events-source",
                        "shadow-events-table",
                        "status-source",
                        "window-aggregates-table");
    }
}
