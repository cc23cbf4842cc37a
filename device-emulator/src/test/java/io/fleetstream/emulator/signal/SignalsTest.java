package io.fleetstream.emulator.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignalsTest {
    private static final long SEED = 42;
    private static final long START = Instant.parse("2026-03-01T00:00:00Z").toEpochMilli();
    private static final List<DeviceIdentity> DEVICES =
            Fleet.of(8, Profiles.ALL, "acme", List.of("north", "south"), "");

    @Test
    void sameSeedGivesTheSameMessagesInAnyOrder() {
        Signals once = signals(SEED, 1000);
        List<TelemetryEvent> forward = new ArrayList<>();
        List<Long> sequences = new ArrayList<>();
        for (long sequence = 1; sequence <= 300; sequence++) {
            forward.add(once.event(DEVICES.get(1), sequence));
            sequences.add(sequence);
        }
        Collections.shuffle(sequences, new Random(SEED));
        Signals again = signals(SEED, 1000);
        for (long sequence : sequences) {
            assertThat(again.event(DEVICES.get(1), sequence))
                    .isEqualTo(forward.get((int) sequence - 1));
        }
    }

    @Test
    void anotherSeedOrDeviceGivesOtherValues() {
        TelemetryEvent one = signals(SEED, 1000).event(DEVICES.get(0), 7);
        assertThat(signals(SEED + 1, 1000).event(DEVICES.get(0), 7).values())
                .isNotEqualTo(one.values());
        assertThat(signals(SEED, 1000).event(DEVICES.get(4), 7).values())
                .isNotEqualTo(one.values());
    }

    @ParameterizedTest
    @ValueSource(doubles = {1, 1.3, 2, 3.7, 9.99, 100, 333.3, 1000, 5000})
    void timesOfOneDeviceIncreaseStrictly(double intervalMs) {
        Signals signals = signals(SEED, intervalMs);
        for (DeviceIdentity device : DEVICES) {
            long before = START - 1;
            for (long sequence = 1; sequence <= 5000; sequence++) {
                long time = signals.timestamp(device, sequence);
                assertThat(time).isGreaterThan(before);
                before = time;
            }
            assertThat(before - START)
                    .isBetween((long) (4998 * intervalMs), (long) (5002 * intervalMs) + 2);
        }
    }

    @Test
    void refusesRatesThatMillisecondsCannotTellApart() {
        assertThatThrownBy(() -> new Timeline(START, 0.5))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1000 messages per second");
    }

    @Test
    void everyValueLiesInTheRangeOfItsSensor() {
        Signals signals = signals(SEED, 600_000);
        for (DeviceIdentity device : DEVICES) {
            List<MetricDefinition> metrics = device.profile().metrics();
            for (long sequence = 1; sequence <= 20_000; sequence++) {
                List<Double> values = signals.event(device, sequence).values();
                assertThat(values).hasSameSizeAs(metrics);
                for (int i = 0; i < metrics.size(); i++) {
                    assertThat(values.get(i))
                            .as(metrics.get(i).name())
                            .isBetween(metrics.get(i).min(), metrics.get(i).max());
                }
            }
        }
    }

    @Test
    void idsAreUniqueAndSitesAreTakenInTurn() {
        assertThat(DEVICES).extracting(DeviceIdentity::id).doesNotHaveDuplicates();
        assertThat(DEVICES.get(0).topic("reading"))
                .isEqualTo("acme/north/thermostat/thermostat-00001/reading");
        assertThat(DEVICES.get(4).site()).isEqualTo("south");
    }

    private static Signals signals(long seed, double intervalMs) {
        return new Signals(seed, new Timeline(START, intervalMs), new AnomalyPlan(seed, 5));
    }
}
