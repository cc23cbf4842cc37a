package io.fleetstream.jobs.shadow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fleetstream.connectors.kafka.KafkaSettings;
import io.fleetstream.jobs.common.Settings;
import io.fleetstream.jobs.common.SettingsException;
import io.fleetstream.jobs.shadow.command.domain.CommandLimits;
import io.fleetstream.jobs.shadow.domain.ShadowLimits;
import io.fleetstream.jobs.shadow.domain.WriterRoles;
import io.fleetstream.jobs.shadow.domain.beyond.ConflictPolicies;
import io.fleetstream.jobs.shadow.domain.beyond.Extensions;
import io.fleetstream.jobs.shadow.domain.beyond.FlapSettings;
import io.fleetstream.jobs.shadow.domain.beyond.ResendSettings;
import io.fleetstream.jobs.shadow.drift.DriftOptions;
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

class ShadowConfigTest {
    private static final List<String> ADDRESSES =
            List.of("--kafka.bootstrap-servers", "k:1", "--schema-registry.url", "http://r:1");

    @Test
    void hasDefaultsForEverythingButTheAddresses() throws IOException {
        assertThat(ShadowConfig.from(settings()))
                .isEqualTo(
                        new ShadowConfig(
                                new KafkaSettings("k:1", "http://r:1", Map.of()),
                                "fleet-shadow",
                                ShadowLimits.DEFAULT,
                                WriterRoles.OPEN,
                                Duration.ZERO,
                                FanOutConfig.DEFAULT,
                                Extensions.NONE,
                                Duration.ofMinutes(1)));
    }

    @Test
    void takesEveryKey() throws IOException {
        assertThat(
                        ShadowConfig.from(
                                settings(
                                        "--shadow.instance", "s2",
                                        "--shadow.max-document-bytes", "30720",
                                        "--shadow.max-depth", "8",
                                        "--shadow.max-client-token-bytes", "100",
                                        "--shadow.max-request-bytes", "65536",
                                        "--shadow.max-in-flight", "20",
                                        "--shadow.tombstone-retention", "PT1H",
                                        "--shadow.writer-roles", "devices-report",
                                        "--shadow.stuck-after", "PT5M",
                                        "--command.max-pending", "7",
                                        "--command.default-life", "PT2H",
                                        "--command.max-life", "P3D",
                                        "--command.resend-after", "PT4S",
                                        "--command.remember", "P5D",
                                        "--command.registry-grace", "PT8S",
                                        "--bulk.retention", "P6D",
                                        "--drift.hold", "PT7M",
                                        "--drift.min-devices", "8",
                                        "--drift.max-devices", "90",
                                        "--drift.cohort", "model, tag.zone",
                                        "--drift.paths", "/config,/mode",
                                        "--shadow.ttl", "true",
                                        "--shadow.conditional-writes", "true",
                                        "--shadow.replace", "true",
                                        "--shadow.deadlines", "true",
                                        "--shadow.conflict-policy", "c-*=measured-time",
                                        "--shadow.flap-returns", "4",
                                        "--shadow.flap-window", "PT2M",
                                        "--shadow.resend-after", "PT3S",
                                        "--shadow.resend-attempts", "5",
                                        "--shadow.request-ids", "7",
                                        "--shadow.idle-after", "PT9S")))
                .isEqualTo(
                        new ShadowConfig(
                                new KafkaSettings("k:1", "http://r:1", Map.of()),
                                "s2",
                                new ShadowLimits(30720, 8, 100, 65536, 20, Duration.ofHours(1)),
                                WriterRoles.DEVICES_REPORT,
                                Duration.ofMinutes(5),
                                new FanOutConfig(
                                        new CommandLimits(
                                                7,
                                                Duration.ofHours(2),
                                                Duration.ofDays(3),
                                                Duration.ofSeconds(4),
                                                Duration.ofDays(5),
                                                Duration.ofSeconds(8)),
                                        Duration.ofDays(6),
                                        new DriftOptions(
                                                Duration.ofMinutes(7),
                                                8,
                                                90,
                                                List.of("model", "tag.zone"),
                                                List.of("/config", "/mode"))),
                                new Extensions(
                                        true,
                                        true,
                                        true,
                                        true,
                                        ConflictPolicies.parse("c-*=measured-time"),
                                        new FlapSettings(4, Duration.ofMinutes(2)),
                                        new ResendSettings(Duration.ofSeconds(3), 5),
                                        7),
                                Duration.ofSeconds(9)));
    }

    @Test
    void refusesAConflictPolicyThatItDoesNotUnderstand() throws IOException {
        Settings settings = settings("--shadow.conflict-policy", "a=latest");
        assertThatThrownBy(() -> ShadowConfig.from(settings))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("shadow.conflict-policy")
                .hasMessageContaining("no policy 'latest'");
    }

    @Test
    void refusesWhatItDoesNotKnow() throws IOException {
        Settings settings = settings("--shadow.max-dept", "8");
        assertThatThrownBy(() -> ShadowConfig.from(settings))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("shadow.max-dept");
    }

    @ParameterizedTest
    @CsvSource({
        "--drift.cohort, colour, 'has ''colour'', expected org, site'",
        "--drift.cohort, ' ', is empty",
        "--drift.paths, config, expected JSON Pointers",
        "--command.max-pending, 0, command.max-pending",
        "--bulk.retention, PT0S, bulk.retention"
    })
    void refusesWhatMakesNoSense(String key, String value, String message) throws IOException {
        Settings settings = settings(key, value);
        assertThatThrownBy(() -> ShadowConfig.from(settings))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @Test
    void isInTheReadmeWithEveryKey() throws IOException {
        String readme = Files.readString(Path.of("README.md"));
        Settings settings = settings();
        ShadowConfig.from(settings);
        assertThat(settings.known())
                .filteredOn(key -> key.matches("(shadow|command|bulk|drift)\\..*"))
                .isNotEmpty()
                .allSatisfy(key -> assertThat(readme).contains("`" + key + "`"));
    }

    private static Settings settings(String... more) throws IOException {
        List<String> args = new ArrayList<>(ADDRESSES);
        args.addAll(List.of(more));
        return Settings.of(args.toArray(String[]::new), Map.of());
    }
}
