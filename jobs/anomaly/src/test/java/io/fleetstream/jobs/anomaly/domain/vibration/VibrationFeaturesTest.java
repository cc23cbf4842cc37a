package io.fleetstream.jobs.anomaly.domain.vibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VibrationFeaturesTest {
    private static final long SEED = 20261121;
    private static final Offset<Double> EXACT = within(1e-9);
    private static final double RATE = 1024;

    @Test
    void tellsASineByItsClosedForms() {
        VibrationFeatures sine = features(Signals.sine(1024, RATE, 64, 3));

        assertThat(sine.mean()).isCloseTo(0, EXACT);
        assertThat(sine.rms()).isCloseTo(3 / Math.sqrt(2), EXACT);
        assertThat(sine.peak()).isCloseTo(3, EXACT);
        assertThat(sine.crestFactor()).isCloseTo(Math.sqrt(2), EXACT);
        assertThat(sine.kurtosis()).isCloseTo(1.5, EXACT);
        assertThat(sine.skewness()).isCloseTo(0, EXACT);
    }

    @Test
    void tellsImpulsesByTheirShareOfTheWindow() {
        int count = 1000;
        double share = 10.0 / count;
        double[] impulses = new double[count];
        for (int i = 0; i < count; i += 100) {
            impulses[i] = 5;
        }

        VibrationFeatures features = features(impulses);

        double spread = share * (1 - share);
        assertThat(features.mean()).isCloseTo(5 * share, EXACT);
        assertThat(features.rms()).isCloseTo(5 * Math.sqrt(spread), EXACT);
        assertThat(features.peak()).isCloseTo(5 * (1 - share), EXACT);
        assertThat(features.crestFactor()).isCloseTo((1 - share) / Math.sqrt(spread), EXACT);
        assertThat(features.skewness()).isCloseTo((1 - 2 * share) / Math.sqrt(spread), EXACT);
        assertThat(features.kurtosis()).isCloseTo((1 - 3 * spread) / spread, EXACT);
    }

    @Test
    void tellsNoiseByTheMomentsOfItsDistribution() {
        System.out.println("[vibration] seed " + SEED);
        VibrationFeatures noise = features(Signals.noise(new Random(SEED), 200_000, 2));

        assertThat(noise.rms()).isCloseTo(2, within(0.02));
        assertThat(noise.kurtosis()).isCloseTo(3, within(0.05));
        assertThat(noise.skewness()).isCloseTo(0, within(0.03));
    }

    @Test
    void doesNotTakeTheOffsetOfASensorForVibration() {
        double[] offset = Arrays.stream(Signals.sine(1024, RATE, 64, 1)).map(v -> v + 50).toArray();

        VibrationFeatures features = features(offset);

        assertThat(features.mean()).isCloseTo(50, EXACT);
        assertThat(features.rms()).isCloseTo(Math.sqrt(0.5), EXACT);
        assertThat(features.kurtosis()).isCloseTo(1.5, EXACT);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.1, -3, 1e300})
    void findsNothingInWhatDoesNotChange(double value) {
        double[] still = new double[300];
        Arrays.fill(still, value);

        VibrationFeatures features = features(still);

        assertThat(features.rms()).isZero();
        assertThat(features.crestFactor()).isZero();
        assertThat(features.kurtosis()).isZero();
        assertThat(features.skewness()).isZero();
    }

    @Test
    void scalesWithTheUnitAndKeepsWhatHasNone() {
        Random random = new Random(SEED);
        for (int round = 0; round < 50; round++) {
            double[] samples = Signals.noise(random, random.nextInt(2, 400), 1);
            double factor = Math.pow(10, random.nextInt(-100, 100));
            double[] scaled = Arrays.stream(samples).map(v -> v * factor).toArray();

            VibrationFeatures one = features(samples);
            VibrationFeatures other = features(scaled);

            assertThat(other.rms() / factor).isCloseTo(one.rms(), within(1e-9));
            assertThat(other.peak() / factor).isCloseTo(one.peak(), within(1e-9));
            assertThat(other.crestFactor()).isCloseTo(one.crestFactor(), EXACT);
            assertThat(other.kurtosis()).isCloseTo(one.kurtosis(), EXACT);
            assertThat(other.skewness()).isCloseTo(one.skewness(), within(1e-8));
        }
    }

    @Test
    void keepsTheOrderThatMomentsHave() {
        Random random = new Random(SEED);
        for (int round = 0; round < 200; round++) {
            VibrationFeatures features =
                    features(Signals.noise(random, random.nextInt(2, 300), random.nextDouble()));

            assertThat(features.peak()).isGreaterThanOrEqualTo(features.rms() * (1 - 1e-12));
            assertThat(features.crestFactor()).isGreaterThanOrEqualTo(1 - 1e-12);
            double least = 1 + features.skewness() * features.skewness();
            assertThat(features.kurtosis()).isGreaterThanOrEqualTo(least - 1e-9);
        }
    }

    @Test
    void refusesWhatIsNoWindow() {
        assertThatThrownBy(() -> features(new double[1]))
                .hasMessage("a window of 1 samples, expected at least 2");
        assertThatThrownBy(() -> features(new double[] {1, Double.NaN}))
                .hasMessage("sample is NaN, expected a number");
    }

    private static VibrationFeatures features(double[] samples) {
        return VibrationFeatures.of(samples, RATE, SpectralBands.NONE);
    }
}
