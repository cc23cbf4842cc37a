package io.fleetstream.jobs.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fleetstream.connectors.kafka.KafkaSettings;
import io.fleetstream.jobs.aggregate.domain.Delta;
import io.fleetstream.jobs.aggregate.domain.RollUpRules;
import io.fleetstream.jobs.aggregate.domain.WindowRules;
import io.fleetstream.jobs.aggregate.domain.WindowSpec;
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

class AggregateConfigTest {
    private static final List<String> ADDRESSES =
            List.of("--kafka.bootstrap-servers", "k:1", "--schema-registry.url", "http://r:1");
    private static final int ALL_SCOPES = Delta.SITE | Delta.TYPE | Delta.MODEL | Delta.ORG;

    @Test
    void hasDefaultsForEverythingButTheAddresses() throws IOException {
        assertThat(AggregateConfig.from(settings()))
                .isEqualTo(
                        new AggregateConfig(
                                new KafkaSettings("k:1", "http://r:1", Map.of()),
                                "fleet-aggregate",
                                WindowRules.DEFAULT,
                                new RollUpRules(
                                        WindowRules.DEFAULT.windows(),
                                        ALL_SCOPES,
                                        Duration.ofSeconds(10),
                                        Duration.ofSeconds(30),
                                        Duration.ofMinutes(5),
                                        Duration.ofMinutes(30),
                                        Duration.parse("PT13H2M30S")),
                                Duration.ofMinutes(1)));
        assertThat(WindowRules.DEFAULT.windows())
                .extracting(WindowSpec::name)
                .containsExactly("1m", "5m", "1h");
    }

    @Test
    void takesEveryKey() throws IOException {
        List<WindowSpec> windows =
                List.of(WindowSpec.parse("10s"), WindowSpec.parse("1h"), WindowSpec.parse("2d/1h"));

        assertThat(
                        AggregateConfig.from(
                                settings(
                                        "--aggregate.instance", "aggregate-2",
                                        "--aggregate.windows", "10s, 1h,2d/1h",
                                        "--aggregate.close-after", "PT1S",
                                        "--aggregate.allowed-lateness", "PT2S",
                                        "--aggregate.silence", "PT3S",
                                        "--aggregate.revise-interval", "PT4S",
                                        "--aggregate.early-interval", "PT5S",
                                        "--aggregate.early-from", "PT0S",
                                        "--aggregate.roll-ups", "site, org",
                                        "--aggregate.roll-up-lateness", "PT1H",
                                        "--aggregate.roll-up-delay", "PT7S",
                                        "--aggregate.forget-after", "PT8S",
                                        "--aggregate.idle-after", "PT9S",
                                        "--kafka.property.client.id", "x",
                                        "--schema-registry.property.a", "b")))
                .isEqualTo(
                        new AggregateConfig(
                                new KafkaSettings(
                                        "k:1",
                                        "http://r:1",
                                        Map.of("client.id", "x"),
                                        Map.of("a", "b")),
                                "aggregate-2",
                                new WindowRules(
                                        windows,
                                        Duration.ofSeconds(1),
                                        Duration.ofSeconds(2),
                                        Duration.ofSeconds(3),
                                        Duration.ofSeconds(4),
                                        Duration.ofSeconds(5),
                                        Duration.ZERO,
                                        Duration.ofHours(1),
                                        true,
                                        Duration.ofSeconds(8)),
                                new RollUpRules(
                                        windows,
                                        Delta.SITE | Delta.ORG,
                                        Duration.ofSeconds(7),
                                        Duration.ofSeconds(4),
                                        Duration.ofSeconds(5),
                                        Duration.ZERO,
                                        Duration.ofHours(2).plusSeconds(7)),
                                Duration.ofSeconds(9)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "aggregate.windows | 1x | 1x | number and s, m, h or d",
                "aggregate.windows | 1d/30d | 1d/30d | slides by more than its length",
                "aggregate.windows | 1m,1m | 1m | each window once",
                "aggregate.windows | 2m,5m | 2m | divides the longest",
                "aggregate.close-after | PT2H | PT2H | at most --aggregate.allowed-lateness",
                "aggregate.silence | PT0S | PT0S | from PT1S",
                "aggregate.roll-ups | galaxy | galaxy | site,type,model,org",
                "aggregate.instance | a b | a b | [A-Za-z0-9._-]",
                "aggregate.sillence | PT1S | PT1S | is not a setting of this job"
            })
    void namesKeyValueAndWhatWasExpected(String key, String value, String named, String expected) {
        assertThatThrownBy(() -> AggregateConfig.from(settings("--" + key, value)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("--" + key, named, expected);
    }

    @Test
    void takesWindowsThatDoNotNestWithoutRollUps() throws IOException {
        AggregateConfig config =
                AggregateConfig.from(
                        settings("--aggregate.windows", "5m,7m", "--aggregate.roll-ups", "none"));

        assertThat(config.rollUps().scopes()).isZero();
        assertThat(config.windows().rollUps()).isFalse();
    }

    @Test
    void theReadmeListsEveryKey() throws IOException {
        Settings settings = settings();
        AggregateConfig.from(settings);
        Path readme = Path.of(System.getProperty("fleet.home"), "jobs", "aggregate", "README.md");

        assertThat(Files.readString(readme))
                .contains(settings.known().stream().map(key -> "| `" + key + "` |").toList());
    }

    private static Settings settings(String... more) throws IOException {
        List<String> args = new ArrayList<>(ADDRESSES);
        args.addAll(List.of(more));
        return Settings.of(args.toArray(new String[0]), Map.of());
    }
}
