package io.fleetstream.jobs.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fleetstream.connectors.kafka.KafkaSettings;
import io.fleetstream.jobs.common.Settings;
import io.fleetstream.jobs.common.SettingsException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ArchiveConfigTest {
    private static final List<String> KAFKA =
            List.of("--kafka.bootstrap-servers", "k:1", "--schema-registry.url", "http://r:2");

    @Test
    void hasDefaultsForAllThatIsNotAnAddress() throws IOException {
        ArchiveConfig config = ArchiveConfig.from(settings("--archive.uri", "s3://b/archive"));

        assertThat(config)
                .isEqualTo(
                        new ArchiveConfig(
                                new KafkaSettings("k:1", "http://r:2", Map.of()),
                                "fleet-archive",
                                URI.create("s3://b/archive/"),
                                PublishingConfig.DEFAULT,
                                true));
    }

    @Test
    void mapsEveryKey() throws IOException {
        ArchiveConfig config =
                ArchiveConfig.from(
                        settings(
                                "--archive.uri",
                                "file:///a/",
                                "--kafka.group-id",
                                "g",
                                "--archive.publish-after",
                                "PT10S",
                                "--archive.quiet-after",
                                "PT5S",
                                "--archive.target-mib",
                                "64",
                                "--archive.memory-mib",
                                "16",
                                "--archive.skip-missing",
                                "true",
                                "--archive.raw",
                                "false"));

        assertThat(config.groupId()).isEqualTo("g");
        assertThat(config.uri()).isEqualTo(URI.create("file:///a/"));
        assertThat(config.raw()).isFalse();
        assertThat(config.publishing())
                .isEqualTo(
                        new PublishingConfig(
                                Duration.ofSeconds(10),
                                Duration.ofSeconds(5),
                                64L << 20,
                                16L << 20,
                                true));
    }

    @Test
    void takesABarePathForALocalDirectory() throws IOException {
        ArchiveConfig config = ArchiveConfig.from(settings("--archive.uri", "target/archive"));

        assertThat(config.uri().toString()).startsWith("file:///").endsWith("/target/archive/");
    }

    @Test
    void stopsAtATypoAndWithoutADirectory() {
        assertThatThrownBy(() -> ArchiveConfig.from(settings("--archive.url", "x")))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("--archive.uri is not given");
        assertThatThrownBy(
                        () ->
                                ArchiveConfig.from(
                                        settings("--archive.uri", "x", "--archive.url", "y")))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("--archive.url ('y')");
    }

    @Test
    void explainsEveryKeyInTheReadme() throws IOException {
        Settings settings = settings("--archive.uri", "x");
        ArchiveConfig.from(settings);
        String readme = Files.readString(Path.of("README.md"));

        assertThat(settings.known())
                .allSatisfy(key -> assertThat(readme).contains("| `" + key + "` |"));
    }

    private static Settings settings(String... more) throws IOException {
        String[] args = Stream.concat(KAFKA.stream(), Stream.of(more)).toArray(String[]::new);
        return Settings.of(args, Map.of());
    }
}
