package io.fleetstream.jobs.anomaly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fleetstream.connectors.kafka.KafkaSettings;
import io.fleetstream.jobs.anomaly.function.WatchOptions;
import io.fleetstream.jobs.common.Settings;
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

class AnomalyConfigTest {
    private static final List<String> ADDRESSES =
            List.of("--kafka.bootstrap-servers", "k:1", "--schema-registry.url", "http://r:1");
    private static final KafkaSettings KAFKA = new KafkaSettings("k:1", "http://r:1", Map.of());

    @Test
    void hasDefaults() throws IOException {
        assertThat(AnomalyConfig.from(settings()))
                .isEqualTo(
                        new AnomalyConfig(
                                KAFKA,
                                "fleet-anomaly",
                                new WatchOptions(Duration.ofSeconds(1), Duration.ofSeconds(10)),
                                "5m",
                                Duration.ofMinutes(1)));
    }

    @Test
    void takesEveryKey() throws IOException {
        assertThat(
                        AnomalyConfig.from(
                                settings(
                                        "--anomaly.instance", "a2",
                                        "--anomaly.reorder-bound", "PT2S",
                                        "--anomaly.reorder-bounds", "m-1=PT5S, m-2=PT0S",
                                        "--anomaly.presence-grain", "PT3S",
                                        "--anomaly.cohort-window", "1m",
                                        "--anomaly.idle-after", "PT4S")))
                .isEqualTo(
                        new AnomalyConfig(
                                KAFKA,
                                "a2",
                                new WatchOptions(
                                        Duration.ofSeconds(2),
                                        Map.of("m-1", Duration.ofSeconds(5), "m-2", Duration.ZERO),
                                        Duration.ofSeconds(3)),
                                "1m",
                                Duration.ofSeconds(4)));
    }

    @ParameterizedTest
    @CsvSource({
        "--anomaly.reorder-bund, PT1S, anomaly.reorder-bund",
        "--anomaly.reorder-bound, PT2H, PT1H",
        "--anomaly.reorder-bounds, m-1, m-100=PT5S",
        "--anomaly.reorder-bounds, m-1=PT2H, PT1H",
        "--anomaly.reorder-bounds, m-1=Px, m-100=PT5S",
        "--anomaly.presence-grain, PT0S, PT0.001S",
        "--anomaly.instance, a b, anomaly.instance"
    })
    void refusesWhatMakesNoSense(String key, String value, String message) throws IOException {
        Settings settings = settings(key, value);
        assertThatThrownBy(() -> AnomalyConfig.from(settings))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @Test
    void isInTheReadmeWithEveryKey() throws IOException {
        String readme = Files.readString(Path.of("README.md"));
        Settings settings = settings();
        AnomalyConfig.from(settings);
        assertThat(settings.known())
                .filteredOn(key -> key.startsWith("anomaly."))
                .isNotEmpty()
                .allSatisfy(key -> assertThat(readme).contains("`" + key + "`"));
    }

    private static Settings settings(String... more) throws IOException {
        List<String> args = new ArrayList<>(ADDRESSES);
        args.addAll(List.of(more));
        return Settings.of(args.toArray(String[]::new), Map.of());
    }
}
