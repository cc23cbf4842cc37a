package io.fleetstream.jobs.anomaly.domain.vibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PowerSpectrumTest {
    private static final long SEED = 20261121;
    private static final double RATE = 2048;
    private static final Offset<Double> EXACT = within(1e-9);

    @Test
    void findsEachSineInItsBandWithHalfItsAmplitudeSquared() {
        double[] samples =
                Signals.sum(Signals.sine(2048, RATE, 100, 3), Signals.sine(2048, RATE, 600, 0.5));
        SpectralBands bands = new SpectralBands(List.of(0.0, 50.0, 200.0, 500.0, 1024.0));

        List<Double> energies = VibrationFeatures.of(samples, RATE, bands).bands();

        assertThat(energies.get(0)).isCloseTo(0, EXACT);
        assertThat(energies.get(1)).isCloseTo(4.5, EXACT);
        assertThat(energies.get(2)).isCloseTo(0, EXACT);
        assertThat(energies.get(3)).isCloseTo(0.125, EXACT);
        assertThat(PowerSpectrum.of(samples, RATE).peakFrequency()).isEqualTo(100);
    }

    @Test
    void keepsALineBetweenTheLinesOutOfBandsFarAway() {
        double[] samples = Signals.sine(1000, RATE, 100.7, 1);

        PowerSpectrum spectrum = PowerSpectrum.of(samples, RATE);

        assertThat(spectrum.between(90, 112)).isCloseTo(0.5, within(0.005));
        assertThat(spectrum.between(200, RATE / 2)).isLessThan(1e-6);
    }

    @Test
    void spreadsWhiteNoiseEvenly() {
        double[] samples = Signals.noise(new Random(SEED), 65_536, 1);
        PowerSpectrum spectrum = PowerSpectrum.of(samples, RATE);

        for (int band = 0; band < 4; band++) {
            assertThat(spectrum.between(band * RATE / 8, (band + 1) * RATE / 8))
                    .isCloseTo(0.25, within(0.01));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 7, 64, 100, 1000, 1024, 1025})
    void holdsTheMeanSquareOfTheTaperedWindow(int count) {
        double[] samples = Signals.noise(new Random(SEED + count), count, 2);
        double mean = Arrays.stream(samples).average().orElseThrow();
        double squares = 0;
        double weights = 0;
        for (int i = 0; i < count; i++) {
            double weight = Math.pow(Math.sin(Math.PI * i / count), 2);
            squares += Math.pow(weight * (samples[i] - mean), 2);
            weights += weight * weight;
        }

        double all = PowerSpectrum.of(samples, RATE).between(0, RATE / 2);

        assertThat(all).isCloseTo(squares / weights, within(1e-9 * (1 + all)));
    }

    @Test
    void transformsAsTheDefinitionSays() {
        Random random = new Random(SEED);
        for (int size : new int[] {1, 2, 4, 32, 128}) {
            double[] real = Signals.noise(random, size, 1);
            double[] imaginary = Signals.noise(random, size, 1);
            double[] re = real.clone();
            double[] im = imaginary.clone();

            Fourier.transform(re, im);

            for (int line = 0; line < size; line++) {
                double expectedRe = 0;
                double expectedIm = 0;
                for (int i = 0; i < size; i++) {
                    double angle = -2 * Math.PI * line * i / size;
                    expectedRe += real[i] * Math.cos(angle) - imaginary[i] * Math.sin(angle);
                    expectedIm += real[i] * Math.sin(angle) + imaginary[i] * Math.cos(angle);
                }
                assertThat(re[line]).isCloseTo(expectedRe, EXACT);
                assertThat(im[line]).isCloseTo(expectedIm, EXACT);
            }
        }
    }

    @Test
    void halvesFrequenciesIntoOctaves() {
        SpectralBands octaves = SpectralBands.octaves(20_000, 4);

        assertThat(octaves.edges()).containsExactly(0.0, 1250.0, 2500.0, 5000.0, 10_000.0);
        assertThat(octaves.count()).isEqualTo(4);
    }

    @Test
    void refusesWhatIsNoSpectrumOrNoBand() {
        assertThatThrownBy(() -> PowerSpectrum.of(new double[1], 10))
                .hasMessage("a spectrum of 1 samples, expected at least 2");
        assertThatThrownBy(() -> PowerSpectrum.of(new double[4], 0))
                .hasMessage("sample rate is 0.0, expected a positive number");
        assertThatThrownBy(() -> Fourier.transform(new double[3], new double[3]))
                .hasMessage("lengths are 3 and 3, expected powers of 2");
        assertThatThrownBy(() -> new SpectralBands(List.of(1.0)))
                .hasMessage("one edge, expected none or at least two");
        assertThatThrownBy(() -> new SpectralBands(List.of(5.0, 2.0)))
                .hasMessageStartingWith("edges of bands are [5.0, 2.0]");
    }
}
