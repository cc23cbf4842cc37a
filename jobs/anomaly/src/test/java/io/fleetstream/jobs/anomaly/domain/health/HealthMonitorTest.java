package io.fleetstream.jobs.anomaly.domain.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HealthMonitorTest {
    private static final long SEED = 20261121;
    private static final long DAY = 24 * 60 * Machine.MINUTE;

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.001, 0.01, 0.03, 0.1, 0.3})
    void findsNoFaultInAMachineThatStaysAsItIs(double noise) {
        System.out.println("[health] seed " + SEED);
        for (long seed = SEED; seed < SEED + 6; seed++) {
            List<HealthReading> readings =
                    new Machine(new Random(seed), noise).runs(5000, i -> 0.07).judged();

            assertThat(Machine.first(readings, HealthState.HEALTHY))
                    .as("seed %d", seed)
                    .isLessThan(1000);
            assertThat(readings)
                    .as("seed %d", seed)
                    .noneMatch(reading -> reading.state() == HealthState.DEGRADING);
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.001, 0.01, 0.03})
    void noticesGrowthLongBeforeFailure(double noise) {
        for (long seed = SEED; seed < SEED + 6; seed++) {
            List<HealthReading> readings =
                    new Machine(new Random(seed), noise)
                            .runs(1000, i -> 2)
                            .runs(1000, i -> 2 * Math.pow(2, i / 1000.0))
                            .judged();

            int flagged = Machine.first(readings, HealthState.DEGRADING);
            assertThat(flagged).as("seed %d", seed).isBetween(1000, 1500);
            assertThat(readings.subList(flagged, 2000))
                    .allMatch(reading -> reading.state() == HealthState.DEGRADING);
        }
    }

    @Test
    void tellsTheTimeThatRemainsWhileGrowthIsSteady() {
        List<HealthReading> readings =
                new Machine(new Random(SEED), 0.01)
                        .runs(500, i -> 1)
                        .runs(800, i -> Math.pow(2, i / 1000.0))
                        .judged();

        RemainingLife remaining = readings.get(1299).remaining().orElseThrow();

        Duration truth = Duration.ofMinutes(200 * 10);
        assertThat(remaining.expected()).isCloseTo(truth, truth.dividedBy(4));
        assertThat(remaining.earliest()).isLessThanOrEqualTo(remaining.expected());
        assertThat(remaining.latest().orElseThrow()).isGreaterThanOrEqualTo(remaining.expected());
        assertThat(readings.get(1299).growth()).isCloseTo(Math.pow(2, 0.8) - 1, within(0.05));
        assertThat(readings.get(1299).index()).isCloseTo(0.2, within(0.05));
    }

    @Test
    void neverTakesBackWearWhileTheMachineDegrades() {
        Random random = new Random(SEED);
        List<HealthReading> readings =
                new Machine(random, 0.03)
                        .runs(300, i -> 1)
                        .runs(900, i -> 1 + i / 600.0 + 0.2 * Math.sin(i / 20.0))
                        .judged();

        int flagged = Machine.first(readings, HealthState.DEGRADING);
        for (int i = flagged + 1; i < readings.size(); i++) {
            assertThat(readings.get(i).index()).isLessThanOrEqualTo(readings.get(i - 1).index());
        }
        assertThat(readings.get(readings.size() - 1).index()).isZero();
    }

    @Test
    void doesNotTakeAnotherLoadAfterAPauseForWear() {
        List<HealthReading> readings =
                new Machine(new Random(SEED), 0.01)
                        .runs(300, i -> 1)
                        .stands(DAY)
                        .runs(500, i -> 1.25)
                        .stands(DAY)
                        .runs(500, i -> 0.8)
                        .stands(DAY)
                        .runs(500, i -> 1.1)
                        .judged();

        assertThat(readings).noneMatch(reading -> reading.state() == HealthState.DEGRADING);
    }

    @Test
    void noticesGrowthAcrossManyPauses() {
        Machine machine = new Machine(new Random(SEED), 0.01).runs(300, i -> 1);
        for (int run = 0; run < 20; run++) {
            double from = 1 + run * 0.05;
            machine.stands(DAY / 2).runs(50, i -> from + i * 0.001);
        }

        List<HealthReading> readings = machine.judged();

        assertThat(Machine.first(readings, HealthState.DEGRADING)).isBetween(300, 700);
    }

    @Test
    void doesNotExcuseAJumpThatNoLoadExplains() {
        List<HealthReading> readings =
                new Machine(new Random(SEED), 0.01)
                        .runs(300, i -> 1)
                        .stands(DAY)
                        .runs(100, i -> 1.8)
                        .judged();

        assertThat(Machine.first(readings, HealthState.DEGRADING)).isBetween(300, 330);
    }

    @Test
    void learnsOnlyWhenRunningInIsOver() {
        List<HealthReading> readings =
                new Machine(new Random(SEED), 0.01)
                        .runs(400, i -> 1 + Math.exp(-i / 80.0))
                        .runs(600, i -> 1)
                        .judged();

        assertThat(Machine.first(readings, HealthState.HEALTHY)).isBetween(200, 450);
        assertThat(readings.get(999).growth()).isCloseTo(0, within(0.1));
    }

    @Test
    void passesOverOutliersAndForgetsADisturbance() {
        List<HealthReading> readings =
                new Machine(new Random(SEED), 0.01)
                        .runs(1000, i -> i % 7 < 2 && i > 200 ? 5 : 1)
                        .runs(40, i -> 1.4)
                        .runs(300, i -> 1)
                        .judged();

        assertThat(Machine.first(readings, HealthState.DEGRADING)).isBetween(1000, 1040);
        assertThat(readings.get(1339).state()).isEqualTo(HealthState.HEALTHY);
        assertThat(readings.get(1339).index()).isCloseTo(1, within(0.05));
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-9, 0.1, 1000, 1e12})
    void doesNotCareAboutUnits(double unit) {
        List<HealthReading> expected = worn(1).judged();
        List<HealthReading> actual = worn(unit).judged();

        for (int i = 0; i < expected.size(); i++) {
            assertThat(actual.get(i).state()).isEqualTo(expected.get(i).state());
            assertThat(actual.get(i).index()).isCloseTo(expected.get(i).index(), within(1e-9));
        }
    }

    @Test
    void goesOnAfterBeingWrittenAndReadAtAnyWindow() {
        Random random = new Random(SEED);
        List<Machine.Window> windows = worn(1).windows();
        List<HealthReading> expected = worn(1).judged();
        HealthMonitor monitor = new HealthMonitor(HealthOptions.DEFAULT);
        for (int i = 0; i < windows.size(); i++) {
            if (random.nextInt(3) == 0) {
                monitor = HealthMonitor.fromBytes(HealthOptions.DEFAULT, monitor.toBytes());
            }
            Machine.Window window = windows.get(i);
            assertThat(monitor.observe(window.micros(), window.level()))
                    .as("window %d", i)
                    .isEqualTo(expected.get(i));
        }
    }

    @Test
    void knowsNothingOfWhatIsToCome() {
        List<Machine.Window> windows = worn(1).windows();
        List<HealthReading> all = worn(1).judged();
        HealthMonitor monitor = new HealthMonitor(HealthOptions.DEFAULT);
        for (int i = 0; i < 700; i++) {
            assertThat(monitor.observe(windows.get(i).micros(), windows.get(i).level()))
                    .isEqualTo(all.get(i));
        }
    }

    @Test
    void staysSmall() {
        HealthMonitor monitor = new HealthMonitor(HealthOptions.DEFAULT);
        Random random = new Random(SEED);
        long time = 0;
        for (int i = 0; i < 20_000; i++) {
            time += random.nextInt(50) == 0 ? DAY : Machine.INTERVAL;
            monitor.observe(time, Math.exp(random.nextGaussian() + i / 5000.0));
            if (i % 20 == 0) {
                assertThat(monitor.toBytes()).hasSizeLessThan(2048);
            }
        }
    }

    @Test
    void passesOverWhatIsNoLevelOrNoLater() {
        HealthMonitor monitor = new HealthMonitor(HealthOptions.DEFAULT);
        HealthMonitor other = new HealthMonitor(HealthOptions.DEFAULT);
        for (Machine.Window window : worn(1).windows()) {
            HealthReading reading = monitor.observe(window.micros(), window.level());
            for (double odd : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
                assertThat(monitor.observe(window.micros() + 1, odd)).isEqualTo(reading);
            }
            assertThat(monitor.observe(window.micros(), 99)).isEqualTo(reading);
            assertThat(other.observe(window.micros(), window.level())).isEqualTo(reading);
        }
    }

    @Test
    void refusesAnUnknownVersion() {
        assertThatThrownBy(() -> HealthMonitor.fromBytes(HealthOptions.DEFAULT, new byte[] {9}))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("health monitor of version 9");
    }

    private static Machine worn(double unit) {
        return new Machine(new Random(SEED), 0.02)
                .runs(200, i -> unit)
                .stands(DAY)
                .runs(300, i -> unit * 1.2)
                .runs(300, i -> unit * 1.2 * (1 + i / 400.0));
    }
}
