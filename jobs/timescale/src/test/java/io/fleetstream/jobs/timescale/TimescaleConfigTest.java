package io.fleetstream.jobs.timescale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fleetstream.connectors.jdbc.PostgresSettings;
import io.fleetstream.connectors.kafka.KafkaSettings;
import io.fleetstream.jobs.common.Settings;
import io.fleetstream.jobs.common.SettingsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TimescaleConfigTest {
    private static final List<String> REQUIRED =
            List.of(
                    "--kafka.bootstrap-servers", "k:1",
                    "--schema-registry.url", "http://r:2",
                    "--jdbc.url", "jdbc:postgresql://h/db",
                    "--jdbc.user", "fleet");

    @Test
    void hasDefaultsForAllThatIsNotAnAddress() throws IOException {
        TimescaleConfig config = TimescaleConfig.from(settings());

        assertThat(config)
                .isEqualTo(
                        new TimescaleConfig(
                                new KafkaSettings("k:1", "http://r:2", Map.of()),
                                "fleet-timescale",
                                new PostgresSettings(
                                        "jdbc:postgresql://h/db",
                                        "fleet",
                                        "",
                                        5_000,
                                        8_388_608,
                                        Duration.ofMillis(100),
                                        Duration.ofMinutes(10))));
    }

    @Test
    void mapsEveryKey() throws IOException {
        TimescaleConfig config =
                TimescaleConfig.from(
                        settings(
                                "--kafka.group-id", "g",
                                "--jdbc.password-file", "/secret",
                                "--jdbc.batch-size", "7",
                                "--jdbc.batch-bytes", "70000",
                                "--jdbc.batch-interval", "PT2S",
                                "--jdbc.outage", "PT3M"));

        assertThat(config.groupId()).isEqualTo("g");
        assertThat(config.postgres())
                .isEqualTo(
                        new PostgresSettings(
                                "jdbc:postgresql://h/db",
                                "fleet",
                                "/secret",
                                7,
                                70_000,
                                Duration.ofSeconds(2),
                                Duration.ofMinutes(3)));
    }

    @Test
    void stopsAtATypo() {
        assertThatThrownBy(() -> TimescaleConfig.from(settings("--jdbc.batchsize", "7")))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("--jdbc.batchsize ('7')")
                .hasMessageContaining("jdbc.batch-size");
    }

    @Test
    void explainsEveryKeyInTheReadme() throws IOException {
        Settings settings = settings();
        TimescaleConfig.from(settings);
        String readme = Files.readString(Path.of("README.md"));

        assertThat(settings.known())
                .allSatisfy(key -> assertThat(readme).contains("| `" + key + "` |"));
    }

    private static Settings settings(String... more) throws IOException {
        String[] args = Stream.concat(REQUIRED.stream(), Stream.of(more)).toArray(String[]::new);
        return Settings.of(args, Map.of());
    }
}
