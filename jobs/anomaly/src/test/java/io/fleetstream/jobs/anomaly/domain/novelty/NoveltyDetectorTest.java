package io.fleetstream.jobs.anomaly.domain.novelty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.fleetstream.jobs.anomaly.domain.detector.Verdict;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NoveltyDetectorTest {
    private static final long SEED = 20261121;
    private static final int DAY = 288;
    private static final int DAYS = 10;
    private static final double ALERT = NoveltyDetector.THRESHOLD;

    private final NoveltyDetector detector = new NoveltyDetector();

    @Test
    void findsWhatAQuietStreamHasNotShownBefore() {
        double[] values = days(0.02);
        int from = 8 * DAY + 100;
        Arrays.fill(values, from, from + 12, 3);

        double[] novelties = novelties(values);

        assertThat(most(novelties, 3 * DAY, from)).isLessThan(ALERT);
        assertThat(most(novelties, from, from + 24)).isGreaterThan(ALERT);
    }

    @Test
    void findsADayThatIsMissingItsUsualPeak() {
        double[] values = days(0.02);
        int from = 8 * DAY;
        Arrays.fill(values, from + 30, from + 140, 0);

        double[] novelties = novelties(values);

        assertThat(most(novelties, from, from + DAY)).isGreaterThan(ALERT);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.01, 0.1, 1})
    void seldomCriesWolf(double noise) {
        double[] novelties = novelties(days(noise));

        long loud = Arrays.stream(novelties).skip(3L * DAY).filter(s -> s > ALERT).count();
        assertThat(loud).isLessThan(novelties.length / 100);
    }

    @Test
    void tellsOnceAndStaysSevereForAWhile() {
        double[] values = days(0.02);
        int from = 8 * DAY + 100;
        Arrays.fill(values, from, from + 12, 3);

        byte[] state = detector.begin();
        int alerts = 0;
        for (int i = 0; i < from + NoveltyDetector.COOL_DOWN; i++) {
            Verdict verdict = detector.take(state, i, values[i]);
            state = verdict.state();
            alerts += i >= from && verdict.alert() ? 1 : 0;
            if (i > from + 24) {
                assertThat(verdict.severity()).isGreaterThan(0.5);
            }
        }
        assertThat(alerts).isEqualTo(1);
    }

    @Test
    void isHarderToImpressWithAFactor() {
        double[] values = days(0.3);
        assertThat(alerts(new NoveltyDetector(0.5, 0), values))
                .isGreaterThan(alerts(new NoveltyDetector(1, 0), values));
        assertThat(alerts(new NoveltyDetector(5, 0), values)).isZero();
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-6, 0.5, 1000, -3})
    void doesNotCareAboutUnits(double factor) {
        double[] values = days(0.3);
        double[] other = Arrays.stream(values).map(value -> value * factor).toArray();

        double[] expected = novelties(values);
        double[] actual = novelties(other);

        double difference = 0;
        for (int i = 0; i < values.length; i++) {
            difference += Math.abs(expected[i] - actual[i]);
        }
        assertThat(difference / values.length).isCloseTo(0, within(0.02));
    }

    @Test
    void knowsNothingButWhatItsStateSays() {
        Random random = new Random(SEED);
        System.out.println("[novelty] seed " + SEED);
        double[] values = days(0.3);
        double[] expected = novelties(values);

        byte[] state = detector.begin();
        byte[] other = detector.begin();
        for (int i = 0; i < values.length; i++) {
            NoveltyDetector one = random.nextInt(50) == 0 ? new NoveltyDetector() : detector;
            state = one.take(state.clone(), i, values[i]).state();
            other = one.take(other, i, random.nextGaussian()).state();
            assertThat(NoveltyDetector.novelty(state)).as("value %d", i).isEqualTo(expected[i]);
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void passesOverWhatIsNoNumber(double odd) {
        double[] values = days(0.3);
        double[] expected = novelties(values);
        byte[] state = detector.begin();
        for (int i = 0; i < values.length; i++) {
            state = detector.take(state, i, values[i]).state();
            Verdict verdict = detector.take(state, i, odd);
            state = verdict.state();
            assertThat(verdict.severity()).isNaN();
            assertThat(verdict.alert()).isFalse();
            assertThat(NoveltyDetector.novelty(state)).isEqualTo(expected[i]);
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.MAX_VALUE, -Double.MAX_VALUE, Double.MIN_VALUE, 1e300})
    void survivesExtremes(double extreme) {
        double[] values = days(0.3);
        for (int i = 0; i < values.length; i += 97) {
            values[i] = extreme;
        }
        for (double novelty : novelties(values)) {
            assertThat(novelty).isFinite().isNotNegative();
        }
    }

    @Test
    void growsWithWhatThereIsToRememberAndStaysSmall() {
        Random random = new Random(SEED);
        byte[] quiet = detector.begin();
        byte[] wild = detector.begin();
        for (int i = 0; i < 50_000; i++) {
            quiet = detector.take(quiet, i, 20).state();
            double value = random.nextGaussian() * random.nextInt(1, 1000);
            wild = detector.take(wild, i, value).state();
        }
        assertThat(quiet).hasSizeLessThan(3_000);
        assertThat(wild).hasSize(detector.mostBytes()).hasSizeLessThan(16_384);
    }

    @Test
    void refusesWhatIsNoStateOfIts() {
        byte[] other = detector.begin();
        other[0]++;
        assertThatThrownBy(() -> detector.take(other, 0, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no state of form");
        assertThatThrownBy(() -> detector.take(new byte[3], 0, 1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static double[] days(double noise) {
        Random random = new Random(SEED);
        double[] values = new double[DAYS * DAY];
        for (int i = 0; i < values.length; i++) {
            values[i] =
                    Math.max(0, Math.sin(2 * Math.PI * i / DAY)) + noise * random.nextGaussian();
        }
        return values;
    }

    private double[] novelties(double[] values) {
        byte[] state = detector.begin();
        double[] novelties = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            state = detector.take(state, i, values[i]).state();
            novelties[i] = NoveltyDetector.novelty(state);
        }
        return novelties;
    }

    private static int alerts(NoveltyDetector detector, double[] values) {
        byte[] state = detector.begin();
        int alerts = 0;
        for (int i = 0; i < values.length; i++) {
            Verdict verdict = detector.take(state, i, values[i]);
            state = verdict.state();
            alerts += verdict.alert() ? 1 : 0;
        }
        return alerts;
    }

    private static double most(double[] values, int from, int to) {
        return Arrays.stream(values, from, to).max().orElseThrow();
    }
}
