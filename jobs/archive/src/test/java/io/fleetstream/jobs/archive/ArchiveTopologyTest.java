package io.fleetstream.jobs.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetstream.connectors.kafka.KafkaSettings;
import io.fleetstream.jobs.common.DeadLetters;
import io.fleetstream.jobs.common.testing.StrictFlink;
import io.fleetstream.jobs.common.testing.Uids;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;

class ArchiveTopologyTest {
    @Test
    void keepsTheUidsSavepointsAreReadBy() {
        StreamExecutionEnvironment env =
                StreamExecutionEnvironment.getExecutionEnvironment(
                        StrictFlink.configuration(Duration.ofSeconds(10), Path.of("target")));
        ArchiveConfig config =
                new ArchiveConfig(
                        new KafkaSettings("localhost:1", "http://localhost:1", Map.of()),
                        "fleet-archive",
                        URI.create("file:///archive"),
                        PublishingConfig.DEFAULT,
                        true);

        ArchiveTopology.build(
                env,
                config,
                ArchiveSources.of(config),
                () -> new TopicAnnouncer(config.kafka()),
                DeadLetters.sink(config.kafka(), "fleet-archive", env.getCheckpointConfig()));

        assertThat(Uids.of(env))
                .containsExactly(
                        "Sink Committer: dead-letters-topic",
                        "aggregates-source",
                        "dead-letters-topic",
                        "decode-aggregates",
                        "decode-readings",
                        "gather-aggregates",
                        "gather-raw",
                        "gather-readings",
                        "publish-aggregates",
                        "publish-raw",
                        "publish-readings",
                        "raw-source",
                        "readings-source",
                        "skip-replayed-aggregates",
                        "skip-replayed-readings");
    }
}
