package io.fleetstream.emulator.update;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.fleetstream.emulator.signal.DeviceIdentity;
import io.fleetstream.emulator.signal.Fleet;
import io.fleetstream.emulator.signal.Profiles;
import io.fleetstream.emulator.signal.TelemetryEvent;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FirmwareEffectsTest {
    private static final int BATTERY = 5;
    private static final long HOUR = 3_600_000;

    @ParameterizedTest
    @CsvSource({
        "good, 0, 80",
        "good, 7200000, 80",
        "'{\"offset\":{\"battery\":-5}}', 3600000, 75",
        "'{\"drift_per_hour\":{\"battery\":-20}}', 0, 80",
        "'{\"drift_per_hour\":{\"battery\":-20}}', 1800000, 70",
        "'{\"drift_per_hour\":{\"battery\":-20},\"offset\":{\"battery\":1}}', 3600000, 61",
        "'{\"drift_per_hour\":{\"battery\":-20}}', 36000000, 0",
        "'{\"drift_per_hour\":{\"vibration\":-20}}', 3600000, 80",
    })
    void changesWhatIsMeasured(String image, long sinceMs, double battery) {
        FirmwareEffects effects = FirmwareEffects.of(image.getBytes(StandardCharsets.UTF_8));
        assertThat(effects.apply(event(), sinceMs).values().get(BATTERY))
                .isCloseTo(battery, within(1e-9));
    }

    @Test
    void aDrainedBatteryIsEmptyWithinTwoHoursAndNothingElseChanges() {
        FirmwareEffects effects = FirmwareEffects.NONE.draining();
        List<Double> before = event().values();
        List<Double> after = effects.apply(event(), HOUR / 2).values();
        assertThat(after.get(BATTERY)).isCloseTo(50, within(1e-9));
        assertThat(after.subList(0, BATTERY)).isEqualTo(before.subList(0, BATTERY));
        assertThat(effects.apply(event(), 2 * HOUR).values().get(BATTERY)).isZero();
        assertThat(effects.boots()).isTrue();
    }

    @Test
    void sharesOfFaultsAreRead() {
        UpdateFaults faults = UpdateFaults.parse("battery-drain=1");
        assertThat(faults.of(1, "a", 1)).isEqualTo(UpdateFaults.Fault.BATTERY_DRAIN);
        assertThatThrownBy(() -> UpdateFaults.parse("boot=0.6,battery-drain=0.6"))
                .hasMessageContaining("no more than 1");
    }

    private static TelemetryEvent event() {
        DeviceIdentity device =
                Fleet.of(1, Profiles.named("cold-chain-tracker"), "o", List.of("s"), "").get(0);
        return new TelemetryEvent(device, 1, 0, List.of(4.0, 70.0, 0.0, 45.0, 5.0, 80.0));
    }
}
