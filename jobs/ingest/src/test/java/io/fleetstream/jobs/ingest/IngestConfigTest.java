package io.fleetstream.jobs.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fleetstream.connectors.kafka.KafkaSettings;
import io.fleetstream.jobs.common.Settings;
import io.fleetstream.jobs.common.SettingsException;
import io.fleetstream.jobs.ingest.domain.payload.Limits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class IngestConfigTest {
    private static final List<String> ADDRESSES =
            List.of("--kafka.bootstrap-servers", "k:1", "--schema-registry.url", "http://r:1");

    @Test
    void hasDefaultsForEverythingButTheAddresses() throws IOException {
        assertThat(IngestConfig.from(settings()))
                .isEqualTo(
                        new IngestConfig(
                                new KafkaSettings("k:1", "http://r:1", Map.of()),
                                "fleet-ingest",
                                new Limits(262_144, Duration.ofDays(7), Duration.ofMinutes(10)),
                                Duration.ofDays(30),
                                Duration.ofDays(730)));
    }

    @Test
    void takesEveryKey() throws IOException {
        assertThat(
                        IngestConfig.from(
                                settings(
                                        "--ingest.instance", "ingest-2",
                                        "--ingest.max-payload-bytes", "1000",
                                        "--ingest.max-age", "P1D",
                                        "--ingest.max-ahead", "PT0S",
                                        "--ingest.state-ttl", "P2D",
                                        "--ingest.facts-ttl", "P3D",
                                        "--kafka.property.client.id", "x",
                                        "--schema-registry.property.a", "b")))
                .isEqualTo(
                        new IngestConfig(
                                new KafkaSettings(
                                        "k:1",
                                        "http://r:1",
                                        Map.of("client.id", "x"),
                                        Map.of("a", "b")),
                                "ingest-2",
                                new Limits(1_000, Duration.ofDays(1), Duration.ZERO),
                                Duration.ofDays(2),
                                Duration.ofDays(3)));
    }

    @Test
    void namesKeyAndRangeOfAWrongValue() {
        assertThatThrownBy(() -> IngestConfig.from(settings("--ingest.max-payload-bytes", "1")))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("ingest.max-payload-bytes")
                .hasMessageContaining("64 to 8388608");
        assertThatThrownBy(() -> IngestConfig.from(settings("--ingest.instance", "a b")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ingest.instance");
    }

    @Test
    void stopsAtATypingError() {
        assertThatThrownBy(() -> IngestConfig.from(settings("--ingest.max-aeg", "P1D")))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("ingest.max-aeg");
    }

    @Test
    void theReadmeListsEveryKey() throws IOException {
        Settings settings = settings();
        IngestConfig.from(settings);
        Path readme = Path.of(System.getProperty("fleet.home"), "jobs", "ingest", "README.md");

        assertThat(Files.readString(readme))
                .contains(settings.known().stream().map(key -> "| `" + key + "` |").toList());
    }

    private static Settings settings(String... more) throws IOException {
        List<String> args = new ArrayList<>(ADDRESSES);
        args.addAll(List.of(more));
        return Settings.of(args.toArray(new String[0]), Map.of());
    }
}
