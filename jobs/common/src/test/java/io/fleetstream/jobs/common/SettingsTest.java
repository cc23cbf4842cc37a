package io.fleetstream.jobs.common;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {
    @TempDir private Path directory;

    @Test
    void argumentsWinOverEnvironmentOverFileOverDefault() throws IOException {
        Path file = directory.resolve("job.properties");
        Files.writeString(file, "a.b-c=file\nd=file\ne=file\n");
        Settings settings =
                Settings.of(
                        new String[] {"--config-file", file.toString(), "--a.b-c", "argument"},
                        Map.of("FLEET_A_B_C", "environment", "FLEET_D", "environment"));

        assertThat(settings.text("a.b-c", "default")).isEqualTo("argument");
        assertThat(settings.text("d", "default")).isEqualTo("environment");
        assertThat(settings.text("e", "default")).isEqualTo("file");
        assertThat(settings.text("f", "default")).isEqualTo("default");
        settings.refuseUnknown();
    }

    @Test
    void takesTheConfigurationFileFromTheEnvironment() throws IOException {
        Path file = directory.resolve("job.properties");
        Files.writeString(file, "e=file\n");

        Settings settings =
                Settings.of(new String[0], Map.of("FLEET_CONFIG_FILE", file.toString()));

        assertThat(settings.required("e")).isEqualTo("file");
    }

    @Test
    void namesTheMistypedKeyItsValueAndTheKnownOnes() throws IOException {
        Settings settings = arguments("--batch-sice", "7");
        settings.number("batch-size", 5, 1, 10);
        settings.under("kafka.property");

        assertThatThrownBy(settings::refuseUnknown)
                .isInstanceOf(SettingsException.class)
                .hasMessage(
                        "--batch-sice ('7') is not a setting of this job; it knows batch-size,"
                                + " config-file, kafka.property.*");
    }

    @Test
    void doesNotShowTheValueOfAMistypedSecret() throws IOException {
        Settings settings = arguments("--kafka.pasword", "x", "--my.password", "hunter2");
        settings.find("kafka.pasword");

        assertThatThrownBy(settings::refuseUnknown)
                .hasMessageContaining("--my.password")
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void namesKeyValueAndRangeOfANumberOutsideIt() throws IOException {
        Settings settings = arguments("--batch-size", "11", "--other", "many");

        assertThatThrownBy(() -> settings.number("batch-size", 5, 1, 10))
                .hasMessage("--batch-size is '11', expected a whole number from 1 to 10");
        assertThatThrownBy(() -> settings.number("other", 5, 1, 10))
                .hasMessage("--other is 'many', expected a whole number from 1 to 10");
    }

    @Test
    void acceptsBothEndsOfARange() throws IOException {
        Settings settings = arguments("--low", "1", "--high", "10", "--wait", "PT1M");

        assertThat(settings.number("low", 5, 1, 10)).isEqualTo(1);
        assertThat(settings.number("high", 5, 1, 10)).isEqualTo(10);
        assertThat(settings.duration("wait", Duration.ZERO, Duration.ZERO, Duration.ofMinutes(1)))
                .isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void refusesADurationThatIsNotIso() throws IOException {
        Settings settings = arguments("--wait", "5 min");

        assertThatThrownBy(
                        () ->
                                settings.duration(
                                        "wait",
                                        Duration.ZERO,
                                        Duration.ofSeconds(1),
                                        Duration.ofHours(1)))
                .hasMessage("--wait is '5 min', expected an ISO-8601 duration from PT1S to PT1H");
    }

    @Test
    void refusesAFlagAndAChoiceThatAreNeither() throws IOException {
        Settings settings = arguments("--on", "yes", "--unit", "weeks", "--good", "micro-seconds");

        assertThatThrownBy(() -> settings.flag("on", false))
                .hasMessage("--on is 'yes', expected true or false");
        assertThatThrownBy(() -> settings.choice("unit", TimeUnit.DAYS))
                .hasMessageContaining("--unit is 'weeks', expected one of nanoseconds,");
        assertThat(settings.choice("absent", TimeUnit.DAYS)).isEqualTo(TimeUnit.DAYS);
        assertThat(settings.flag("absent-flag", true)).isTrue();
    }

    @Test
    void saysHowToGiveARequiredSetting() throws IOException {
        Settings settings = arguments();

        assertThatThrownBy(() -> settings.required("kafka.bootstrap-servers"))
                .hasMessage(
                        "--kafka.bootstrap-servers is not given; pass it as argument, as"
                                + " FLEET_KAFKA_BOOTSTRAP_SERVERS or in the file --config-file"
                                + " names");
    }

    @Test
    void refusesAKeyWithoutValueAndAnArgumentWithoutKey() throws IOException {
        Settings settings = arguments("--alone");

        assertThatThrownBy(() -> settings.find("alone")).hasMessage("--alone has no value");
        assertThatThrownBy(() -> arguments("stray")).isInstanceOf(SettingsException.class);
    }

    @Test
    void collectsWhatStandsUnderAPrefix() throws IOException {
        Settings settings =
                Settings.of(
                        new String[] {"--kafka.property.linger.ms", "5"},
                        Map.of(
                                "FLEET_KAFKA_PROPERTY_SASL_MECHANISM", "PLAIN",
                                "FLEET_KAFKA_PROPERTY_LINGER_MS", "6"));

        assertThat(settings.under("kafka.property"))
                .isEqualTo(Map.of("linger.ms", "5", "sasl.mechanism", "PLAIN"));
        settings.refuseUnknown();
    }

    private static Settings arguments(String... args) throws IOException {
        return Settings.of(args, Map.of());
    }
}
