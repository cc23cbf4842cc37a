package io.fleetstream.jobs.anomaly.domain.detector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** What each of the simple detectors is for, and what it is blind to. */
class DetectorsTest {
    private static final long SEED = 20261121;
    private static final long SECOND = 1_000;
    private static final long MINUTE = 60_000;
    private static final int MANY = 500;

    private final Random random = new Random(SEED);

    @Test
    void ewmaFindsASpikeAndMeasuresItInDeviations() {
        Watch watch = new Watch(new EwmaDetector(200, 4, 0));
        assertThat(noise(watch, MANY, 20, 1)).isLessThan(3);
        assertThat(watch.next(SECOND, 28).severity()).isCloseTo(2, within(0.4));
        assertThat(watch.next(SECOND, 20).alert()).isFalse();
    }

    @Test
    void ewmaGetsUsedToANewLevel() {
        Watch watch = new Watch(new EwmaDetector(50, 4, 0));
        noise(watch, MANY, 20, 1);
        noise(watch, MANY, 40, 1);
        assertThat(noise(watch, 100, 40, 1)).isZero();
    }

    @Test
    void robustMeasuresInMediansWhateverAFewValuesAre() {
        Watch watch = new Watch(new RobustDetector(200, 5, 0));
        for (int i = 0; i < 3 * MANY; i++) {
            watch.next(SECOND, i % 20 == 0 ? 1e6 : 20 + random.nextGaussian());
        }
        Verdict far = watch.next(SECOND, 30);
        assertThat(far.severity()).isBetween(1.3, 3.2);
        assertThat(watch.next(SECOND, 22).alert()).isFalse();
    }

    @Test
    void cusumFindsAShiftThatNoSingleValueShows() {
        Watch watch = new Watch(new CusumDetector(500, 0.5, 12, 0));
        assertThat(noise(watch, MANY, 20, 1)).isZero();
        assertThat(noise(watch, 100, 21.5, 1)).isPositive();
        assertThat(new Watch(new EwmaDetector(500, 4, 0)).next(SECOND, 21.5).alert()).isFalse();
    }

    @Test
    void cusumTakesTheNewLevelForGrantedAfterwards() {
        Watch watch = new Watch(new CusumDetector(500, 0.5, 12, 0));
        noise(watch, MANY, 20, 1);
        assertThat(noise(watch, MANY, 25, 1)).isEqualTo(1);
    }

    @Test
    void rateComparesWithTheTimeBetween() {
        Watch watch = new Watch(new RateDetector(2, 0));
        assertThat(watch.next(SECOND, 10).severity()).isNaN();
        assertThat(watch.next(10 * SECOND, 20).severity()).isEqualTo(0.5);
        Verdict fast = watch.next(SECOND, 14);
        assertThat(fast.severity()).isEqualTo(3);
        assertThat(fast.alert()).isTrue();
        assertThat(watch.next(0, 1000).severity()).isNaN();
        assertThat(watch.next(SECOND, 14).severity()).isZero();
    }

    @Test
    void stuckIsASensorThatMovedOnceAndNoMore() {
        Watch watch = new Watch(new StuckDetector(0.1, 10 * MINUTE, 0));
        watch.next(MINUTE, 20);
        watch.next(MINUTE, 21);
        for (int i = 1; i < 10; i++) {
            Verdict verdict = watch.next(MINUTE, 21 + 0.01 * (i % 3));
            assertThat(verdict.severity()).isCloseTo(i / 10.0, within(1e-9));
            assertThat(verdict.alert()).isFalse();
        }
        assertThat(watch.next(MINUTE, 21).alert()).isTrue();
        assertThat(watch.next(MINUTE, 22).severity()).isZero();
    }

    @Test
    void seasonalFindsADayValueAtNight() {
        Watch watch = new Watch(new SeasonalDetector(24 * 60 * MINUTE, 24, 14, 5, 0));
        int alerts = 0;
        for (int i = 0; i < 24 * 4 * 14; i++) {
            alerts += watch.next(15 * MINUTE, day(i + 1)).alert() ? 1 : 0;
        }
        assertThat(alerts).isZero();
        for (int i = 0; i < 8; i++) {
            watch.next(15 * MINUTE, day(24 * 4 * 14 + i + 1));
        }
        assertThat(watch.next(15 * MINUTE, 30).alert()).isTrue();
    }

    @Test
    void textbookSaysNothingWhileItsLimitIsOutOfReach() {
        assertThat(WindowDetector.fewest(3)).isEqualTo(11);
        Watch watch = new Watch(new WindowDetector(5 * MINUTE, 3, 1, 0));
        for (int i = 0; i < 9; i++) {
            watch.next(SECOND, 20);
        }
        assertThat(watch.next(SECOND, 1e9).severity()).isNaN();
    }

    @Test
    void textbookFindsASpikeAmongEnoughValuesOfItsWindow() {
        Watch watch = new Watch(new WindowDetector(5 * MINUTE, 3, 12, 0));
        for (int i = 0; i < 40; i++) {
            watch.next(SECOND, 20 + i % 2);
        }
        assertThat(watch.next(SECOND, 40).alert()).isTrue();
        assertThat(watch.next(5 * MINUTE, 400).severity()).isNaN();
    }

    @Test
    void jointFindsValuesThatAreUsualApart() {
        Watch watch = new Watch(new JointDetector(2, 500, 4, 0));
        for (int i = 0; i < MANY; i++) {
            double load = 50 + 10 * random.nextGaussian();
            watch.next(SECOND, load, 3 * load + random.nextGaussian());
        }
        assertThat(watch.next(SECOND, 60, 180).alert()).isFalse();
        assertThat(watch.next(SECOND, 60, 120).alert()).isTrue();
    }

    @Test
    void keepsQuietForAWhileAfterAnAlert() {
        Watch watch = new Watch(new RateDetector(1, MINUTE));
        watch.next(SECOND, 0);
        int alerts = 0;
        for (int i = 1; i <= 120; i++) {
            alerts += watch.next(SECOND, i % 2 == 0 ? 0 : 100).alert() ? 1 : 0;
        }
        assertThat(alerts).isEqualTo(2);
    }

    @Test
    void refusesSettingsThatMakeNoSense() {
        assertThatThrownBy(() -> new EwmaDetector(1, 3, 0)).hasMessage("memory cannot be 1.0");
        assertThatThrownBy(() -> new StuckDetector(0, 0, 0)).hasMessage("longest cannot be 0");
        assertThatThrownBy(() -> new JointDetector(9, 100, 3, 0)).hasMessage("metrics cannot be 9");
    }

    private double day(int quarter) {
        double night = Math.max(0, Math.sin(2 * Math.PI * (quarter - 24) / 96.0));
        return 10 + 20 * night + 0.3 * random.nextGaussian();
    }

    /** Shows it values around a level; returns how many gave an alert. */
    private int noise(Watch watch, int values, double level, double deviation) {
        int alerts = 0;
        for (int i = 0; i < values; i++) {
            Verdict verdict = watch.next(SECOND, level + deviation * random.nextGaussian());
            alerts += verdict.alert() ? 1 : 0;
        }
        return alerts;
    }
}
