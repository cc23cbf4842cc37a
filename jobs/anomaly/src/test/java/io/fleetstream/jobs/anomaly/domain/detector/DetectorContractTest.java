package io.fleetstream.jobs.anomaly.domain.detector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every detector keeps to. */
class DetectorContractTest {
    private static final long SEED = 6;
    private static final int VALUES = 2_000;
    private static final long STEP = 10_000;

    static Stream<Detector> detectors() {
        return Stream.of(
                new EwmaDetector(100, 4, 60_000),
                new RobustDetector(100, 5, 60_000),
                new CusumDetector(200, 0.5, 8, 60_000),
                new RateDetector(0.5, 60_000),
                new StuckDetector(0, 600_000, 60_000),
                new SeasonalDetector(3_600_000, 12, 20, 4, 60_000),
                new WindowDetector(300_000, 3, 12, 0),
                new JointDetector(2, 200, 4, 60_000));
    }

    @ParameterizedTest
    @MethodSource("detectors")
    void saysTheSameAfterTheStateWasElsewhere(Detector detector) {
        System.out.println("[detector] seed " + SEED);
        Random random = new Random(SEED);
        byte[] stayed = detector.begin();
        byte[] travelled = detector.begin();
        for (int i = 0; i < VALUES; i++) {
            double[] values = values(detector, random, i);
            Verdict expected = detector.take(stayed, i * STEP, values);
            Verdict actual = detector.take(travelled.clone(), i * STEP, values);
            stayed = expected.state();
            travelled = actual.state();
            assertThat(Double.valueOf(actual.severity()))
                    .isEqualTo(Double.valueOf(expected.severity()));
            assertThat(actual.alert()).isEqualTo(expected.alert());
            assertThat(travelled).isEqualTo(stayed).hasSizeLessThanOrEqualTo(detector.mostBytes());
        }
    }

    @ParameterizedTest
    @MethodSource("detectors")
    void learnsNothingFromWhatIsNoNumber(Detector detector) {
        Random random = new Random(SEED);
        byte[] state = detector.begin();
        for (int i = 0; i < VALUES; i++) {
            double[] values = values(detector, random, i);
            state = detector.take(state, i * STEP, values).state();
            byte[] before = state.clone();
            values[0] = i % 2 == 0 ? Double.NaN : Double.NEGATIVE_INFINITY;
            Verdict verdict = detector.take(state, i * STEP, values);
            assertThat(verdict.severity()).isNaN();
            assertThat(verdict.alert()).isFalse();
            assertThat(verdict.state()).isEqualTo(before);
        }
    }

    @ParameterizedTest
    @MethodSource("detectors")
    void neverSaysLessThanNothing(Detector detector) {
        Random random = new Random(SEED);
        double[] odd = {0, -0.0, 1e300, -1e300, Double.MIN_VALUE, 1, 1, 1, 1e9};
        byte[] state = detector.begin();
        for (int i = 0; i < VALUES; i++) {
            double[] values = values(detector, random, i);
            values[0] = odd[random.nextInt(odd.length)];
            Verdict verdict = detector.take(state, i * STEP, values);
            state = verdict.state();
            if (verdict.alert()) {
                assertThat(verdict.severity()).isGreaterThanOrEqualTo(1);
            }
            assertThat(verdict.severity() < 0).isFalse();
            assertThat(Double.isInfinite(verdict.severity())).isFalse();
        }
    }

    @ParameterizedTest
    @MethodSource("detectors")
    void saysNothingOfAStreamThatNeverChanges(Detector detector) {
        byte[] state = detector.begin();
        for (int i = 0; i < VALUES; i++) {
            double[] values =
                    detector instanceof JointDetector ? new double[] {7, 7} : new double[] {7};
            Verdict verdict = detector.take(state, i * STEP, values);
            state = verdict.state();
            assertThat(verdict.alert()).as("value %d", i).isFalse();
        }
    }

    @ParameterizedTest
    @MethodSource("detectors")
    void refusesTheStateOfAnother(Detector detector) {
        byte[] other = detector.begin();
        other[0] = 99;
        double[] values = values(detector, new Random(SEED), 0);
        assertThatThrownBy(() -> detector.take(other, 0, values))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> detector.take(detector.begin(), 0, 1, 2, 3))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static double[] values(Detector detector, Random random, int i) {
        double value = 20 + Math.sin(i / 50.0) + 0.1 * random.nextGaussian();
        return detector instanceof JointDetector
                ? new double[] {value, 2 * value + 0.1 * random.nextGaussian()}
                : new double[] {value};
    }
}
