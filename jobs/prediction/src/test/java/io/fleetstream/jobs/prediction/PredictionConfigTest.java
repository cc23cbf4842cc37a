package io.fleetstream.jobs.prediction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fleetstream.connectors.kafka.KafkaSettings;
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

class PredictionConfigTest {
    private static final List<String> ADDRESSES =
            List.of("--kafka.bootstrap-servers", "k:1", "--schema-registry.url", "http://r:1");
    private static final KafkaSettings KAFKA = new KafkaSettings("k:1", "http://r:1", Map.of());

    @Test
    void hasDefaults() throws IOException {
        assertThat(PredictionConfig.from(settings()))
                .isEqualTo(
                        new PredictionConfig(
                                KAFKA,
                                "fleet-prediction",
                                0.8,
                                64,
                                Duration.ofMillis(100),
                                16 << 20));
    }

    @Test
    void takesEveryKey() throws IOException {
        assertThat(
                        PredictionConfig.from(
                                settings(
                                        "--prediction.instance", "p2",
                                        "--prediction.alert-over", "0.9",
                                        "--prediction.batch-size", "8",
                                        "--prediction.batch-wait", "PT1S",
                                        "--prediction.max-model-bytes", "1000")))
                .isEqualTo(new PredictionConfig(KAFKA, "p2", 0.9, 8, Duration.ofSeconds(1), 1000));
    }

    @ParameterizedTest
    @CsvSource({
        "--prediction.alert-ower, 0.5, prediction.alert-ower",
        "--prediction.alert-over, 1, expected between 0 and 1",
        "--prediction.alert-over, much, expected a number between 0 and 1",
        "--prediction.batch-size, 0, a whole number from 1 to 10000",
        "--prediction.instance, a b, prediction.instance"
    })
    void refusesWhatIsWrong(String key, String value, String message) {
        assertThatThrownBy(() -> PredictionConfig.from(settings(key, value)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @Test
    void hasEveryKeyInItsReadme() throws IOException {
        Settings settings = settings();
        PredictionConfig.from(settings);
        String readme = Files.readString(Path.of("README.md"));
        assertThat(settings.known())
                .allSatisfy(key -> assertThat(readme).contains("| `" + key + "` |"));
    }

    private static Settings settings(String... more) throws IOException {
        List<String> args = new ArrayList<>(ADDRESSES);
        args.addAll(List.of(more));
        return Settings.of(args.toArray(String[]::new), Map.of());
    }
}
