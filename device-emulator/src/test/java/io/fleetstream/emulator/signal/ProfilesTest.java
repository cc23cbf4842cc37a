package io.fleetstream.emulator.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProfilesTest {
    private static final int TEN_MINUTES = 600_000;
    private static final int DAY = 144;
    private static final int TWO_WEEKS = 14 * DAY;

    @ParameterizedTest
    @CsvSource({
        "thermostat, temperature",
        "vibration-motor, current",
        "power-meter, active_power",
        "power-meter, voltage"
    })
    void aDayLooksLikeTheDayBeforeAndUnlikeTheNight(String type, String metric) {
        for (long seed = 1; seed <= 5; seed++) {
            double[] values = Statistics.series(type, metric, seed, TWO_WEEKS, TEN_MINUTES);
            double nextDay = Statistics.autocorrelation(values, DAY);
            double halfDay = Statistics.autocorrelation(values, DAY / 2);
            assertThat(nextDay).as("%s of seed %d", metric, seed).isGreaterThan(0.5);
            assertThat(halfDay).as("%s of seed %d", metric, seed).isLessThan(-0.2);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "power-meter, active_power, current, 0.9, 1",
        "vibration-motor, current, temperature, 0.7, 1",
        "vibration-motor, vibration_rms, vibration_peak, 0.7, 1",
        "thermostat, temperature, humidity, -1, -0.2",
        "cold-chain-tracker, temperature, humidity, 0.2, 1"
    })
    void metricsOfOneDeviceBelongTogether(
            String type, String one, String other, double least, double most) {
        double[] a = Statistics.series(type, one, 3, TWO_WEEKS, TEN_MINUTES);
        double[] b = Statistics.series(type, other, 3, TWO_WEEKS, TEN_MINUTES);
        assertThat(Statistics.correlation(a, b)).isBetween(least, most);
    }

    @ParameterizedTest
    @ValueSource(strings = {"temperature", "humidity"})
    void neighbouringMessagesDifferByNoiseOnly(String metric) {
        double[] values = Statistics.series("thermostat", metric, 9, 3000, 1000);
        double[] steps = new double[values.length - 1];
        for (int i = 0; i < steps.length; i++) {
            steps[i] = values[i + 1] - values[i];
        }
        assertThat(Statistics.deviation(steps)).isBetween(0.01, 1.0);
        assertThat(Statistics.mean(steps)).isBetween(-0.01, 0.01);
    }

    @Test
    void theCounterOfEnergyNeverFalls() {
        double[] energy = Statistics.series("power-meter", "energy", 5, 5000, 30_000);
        for (int i = 1; i < energy.length; i++) {
            assertThat(energy[i]).isGreaterThanOrEqualTo(energy[i - 1]);
        }
        assertThat(energy[energy.length - 1] - energy[0]).isGreaterThan(5);
    }

    @Test
    void doorsOpenAndLetWarmthIn() {
        double[] door = Statistics.series("cold-chain-tracker", "door_open", 2, 5760, 30_000);
        double[] temperature =
                Statistics.series("cold-chain-tracker", "temperature", 2, 5760, 30_000);
        assertThat(Statistics.mean(door)).isBetween(0.005, 0.1);
        assertThat(Statistics.correlation(door, temperature)).isGreaterThan(0.2);
    }

    @Test
    void anUnknownProfileIsRefusedWithTheNamesOfTheOthers() {
        assertThatThrownBy(() -> Profiles.named("toaster"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("toaster")
                .hasMessageContaining("power-meter");
    }
}
