package io.fleetstream.jobs.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fleetstream.connectors.kafka.KafkaSettings;
import io.fleetstream.jobs.common.Settings;
import io.fleetstream.jobs.common.SettingsException;
import io.fleetstream.jobs.ingest.domain.admission.AdmissionSettings;
import io.fleetstream.jobs.ingest.domain.admission.Parking;
import io.fleetstream.jobs.ingest.domain.admission.UnknownDevice;
import io.fleetstream.jobs.ingest.domain.clock.ClockSettings;
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
                                AdmissionSettings.DEFAULT,
                                Duration.ofMinutes(1)));
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
                                        "--ingest.idle-after", "PT9S",
                                        "--ingest.max-messages-per-second", "5",
                                        "--ingest.unknown-device", "reject",
                                        "--ingest.parking-messages", "6",
                                        "--ingest.parking-bytes", "7000",
                                        "--ingest.parking-time", "PT8S",
                                        "--ingest.skew-threshold", "PT1S",
                                        "--ingest.skew-samples", "3",
                                        "--ingest.skew-spread", "PT2S",
                                        "--ingest.skew-hold", "PT3S",
                                        "--ingest.books-interval", "PT4S",
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
                                new AdmissionSettings(
                                        Duration.ofDays(1),
                                        Duration.ZERO,
                                        5,
                                        UnknownDevice.REJECT,
                                        new Parking(6, 7_000, Duration.ofSeconds(8)),
                                        new ClockSettings(
                                                Duration.ofSeconds(1),
                                                3,
                                                Duration.ofSeconds(2),
                                                Duration.ofSeconds(3)),
                                        Duration.ofSeconds(4),
                                        Duration.ofDays(2),
                                        Duration.ofDays(3)),
                                Duration.ofSeconds(9)));
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
