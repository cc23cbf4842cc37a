package io.fleetstream.jobs.anomaly.domain.novelty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NoveltyDetectorTest {
    private static final long SEED = 20261121;
    private static final int DAY = 288;
    private static final int DAYS = 10;
    private static final double ALERT = 1.4;

    @Test
    void findsWhatAQuietStreamHasNotShownBefore() {
        double[] values = days(new Random(SEED), 0.02);
        int from = 8 * DAY + 100;
        Arrays.fill(values, from, from + 12, 3);

        double[] severities = severities(new NoveltyDetector(), values);

        assertThat(most(severities, 3 * DAY, from)).isLessThan(ALERT);
        assertThat(most(severities, from, from + 24)).isGreaterThan(ALERT);
    }

    @Test
    void findsADayThatIsMissingItsUsualPeak() {
        double[] values = days(new Random(SEED), 0.02);
        int from = 8 * DAY;
        Arrays.fill(values, from + 30, from + 140, 0);

        double[] severities = severities(new NoveltyDetector(), values);

        assertThat(most(severities, from, from + DAY)).isGreaterThan(ALERT);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.01, 0.1, 1})
    void seldomCriesWolf(double noise) {
        double[] values = days(new Random(SEED), noise);

        double[] severities = severities(new NoveltyDetector(), values);

        long loud = Arrays.stream(severities).skip(3L * DAY).filter(s -> s > ALERT).count();
        assertThat(loud).isLessThan(values.length / 100);
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-6, 0.5, 1000, -3})
    void doesNotCareAboutUnits(double factor) {
        double[] values = days(new Random(SEED), 0.3);
        double[] other = Arrays.stream(values).map(value -> value * factor).toArray();

        double[] expected = severities(new NoveltyDetector(), values);
        double[] actual = severities(new NoveltyDetector(), other);

        double difference = 0;
        for (int i = 0; i < values.length; i++) {
            difference += Math.abs(expected[i] - actual[i]);
        }
        assertThat(difference / values.length).isCloseTo(0, within(0.02));
    }

    @Test
    void goesOnAfterBeingWrittenAndReadAtAnyPoint() throws IOException {
        Random random = new Random(SEED);
        System.out.println("[novelty] seed " + SEED);
        double[] values = days(random, 0.3);
        double[] expected = severities(new NoveltyDetector(), values);

        NoveltyDetector detector = new NoveltyDetector();
        for (int i = 0; i < values.length; i++) {
            if (i < 40 || random.nextInt(50) == 0) {
                detector = copy(detector);
            }
            assertThat(detector.severity(values[i])).as("value %d", i).isEqualTo(expected[i]);
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void passesOverWhatIsNoNumber(double odd) {
        NoveltyDetector detector = new NoveltyDetector();
        NoveltyDetector other = new NoveltyDetector();
        for (double value : days(new Random(SEED), 0.3)) {
            double severity = detector.severity(value);
            assertThat(detector.severity(odd)).isEqualTo(severity);
            assertThat(other.severity(value)).isEqualTo(severity);
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.MAX_VALUE, -Double.MAX_VALUE, Double.MIN_VALUE, 1e300})
    void survivesExtremes(double extreme) {
        NoveltyDetector detector = new NoveltyDetector();
        double[] values = days(new Random(SEED), 0.3);
        for (int i = 0; i < values.length; i++) {
            double severity = detector.severity(i % 97 == 0 ? extreme : values[i]);
            assertThat(severity).isFinite().isNotNegative();
        }
    }

    @Test
    void staysSmall() throws IOException {
        NoveltyDetector detector = new NoveltyDetector();
        Random random = new Random(SEED);
        for (int i = 0; i < 50_000; i++) {
            detector.severity(random.nextGaussian() * random.nextInt(1, 1000));
        }
        assertThat(bytes(detector)).hasSizeLessThan(16_384);
    }

    @Test
    void refusesAnUnknownVersion() {
        assertThatThrownBy(
                        () ->
                                NoveltyDetector.read(
                                        new DataInputStream(
                                                new ByteArrayInputStream(new byte[] {9}))))
                .isInstanceOf(IOException.class)
                .hasMessage("novelty detector of version 9");
    }

    private static double[] days(Random random, double noise) {
        double[] values = new double[DAYS * DAY];
        for (int i = 0; i < values.length; i++) {
            values[i] =
                    Math.max(0, Math.sin(2 * Math.PI * i / DAY)) + noise * random.nextGaussian();
        }
        return values;
    }

    private static double[] severities(NoveltyDetector detector, double[] values) {
        return Arrays.stream(values).map(detector::severity).toArray();
    }

    private static double most(double[] values, int from, int to) {
        return Arrays.stream(values, from, to).max().orElseThrow();
    }

    private static NoveltyDetector copy(NoveltyDetector detector) throws IOException {
        return NoveltyDetector.read(new DataInputStream(new ByteArrayInputStream(bytes(detector))));
    }

    private static byte[] bytes(NoveltyDetector detector) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        detector.write(new DataOutputStream(bytes));
        return bytes.toByteArray();
    }
}
