package io.fleetstream.jobs.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fleetstream.connectors.kafka.KafkaSettings;
import io.fleetstream.jobs.common.Settings;
import io.fleetstream.jobs.common.SettingsException;
import io.fleetstream.jobs.rollout.domain.job.ArtifactSettings;
import io.fleetstream.jobs.rollout.domain.job.JobEvents;
import io.fleetstream.jobs.rollout.domain.job.JobLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RolloutConfigTest {
    private static final List<String> ADDRESSES =
            List.of("--kafka.bootstrap-servers", "k:1", "--schema-registry.url", "http://r:1");

    @Test
    void hasDefaultsForEverythingButTheAddresses() throws IOException {
        assertThat(RolloutConfig.from(settings()))
                .isEqualTo(
                        new RolloutConfig(
                                new KafkaSettings("k:1", "http://r:1", Map.of()),
                                "fleet-rollout",
                                JobLimits.DEFAULT,
                                32,
                                new JobEvents(false, "arn:aws:iot:local:000000000000:thing/"),
                                Duration.ofMinutes(1),
                                Duration.ofMinutes(1),
                                ArtifactSettings.NONE));
    }

    @Test
    void takesEveryKey() throws IOException {
        assertThat(
                        RolloutConfig.from(
                                settings(
                                        "--rollout.instance", "r2",
                                        "--rollout.max-request-bytes", "65536",
                                        "--rollout.max-client-token-bytes", "100",
                                        "--rollout.max-in-flight", "20",
                                        "--rollout.max-status-details", "1000",
                                        "--rollout.max-open", "7",
                                        "--rollout.remembered-executions", "3",
                                        "--rollout.remembered-effects", "5",
                                        "--rollout.events", "true",
                                        "--rollout.thing-arn-prefix", "arn:x/",
                                        "--rollout.idle-after", "PT9S",
                                        "--rollout.lateness", "PT7S",
                                        "--rollout.artifact-url", "https://fw.x:1/images/",
                                        "--rollout.artifact-key-file", "/k")))
                .isEqualTo(
                        new RolloutConfig(
                                new KafkaSettings("k:1", "http://r:1", Map.of()),
                                "r2",
                                new JobLimits(65536, 100, 20, 1000, 7, 3),
                                5,
                                new JobEvents(true, "arn:x/"),
                                Duration.ofSeconds(9),
                                Duration.ofSeconds(7),
                                new ArtifactSettings("https://fw.x:1/images/", "/k")));
    }

    @Test
    void refusesWhatItDoesNotKnow() throws IOException {
        Settings settings = settings("--rollout.max-opne", "8");
        assertThatThrownBy(() -> RolloutConfig.from(settings))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("rollout.max-opne");
    }

    @ParameterizedTest
    @CsvSource({
        "http://h/, '', need each other",
        "'', /k, need each other",
        "h/, /k, expected http",
        "http://h/images, /k, expected http",
        "http://h/?a=/, /k, expected http",
        "'http://h/\"/', /k, expected http",
    })
    void wantsAnAddressAndAKey(String url, String keyFile, String message) throws IOException {
        Settings settings =
                settings("--rollout.artifact-url", url, "--rollout.artifact-key-file", keyFile);
        assertThatThrownBy(() -> RolloutConfig.from(settings))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @Test
    void isInTheReadmeWithEveryKey() throws IOException {
        String readme = Files.readString(Path.of("README.md"));
        Settings settings = settings();
        RolloutConfig.from(settings);
        assertThat(settings.known())
                .filteredOn(key -> key.startsWith("rollout."))
                .isNotEmpty()
                .allSatisfy(key -> assertThat(readme).contains("`" + key + "`"));
    }

    private static Settings settings(String... more) throws IOException {
        List<String> args = new ArrayList<>(ADDRESSES);
        args.addAll(List.of(more));
        return Settings.of(args.toArray(String[]::new), Map.of());
    }
}
