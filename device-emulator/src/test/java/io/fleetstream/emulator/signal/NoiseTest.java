package io.fleetstream.emulator.signal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class NoiseTest {
    private static final int DRAWS = 100_000;

    @Test
    void uniformFillsTheUnitInterval() {
        double[] values =
                LongStream.range(0, DRAWS).mapToDouble(i -> Noise.uniform(5, i)).toArray();
        assertThat(Statistics.mean(values)).isBetween(0.495, 0.505);
        assertThat(Statistics.deviation(values)).isBetween(0.285, 0.292);
        assertThat(values).doesNotContain(1.0);
    }

    @Test
    void gaussianHasUnitVarianceAndNoMemory() {
        double[] values =
                LongStream.range(0, DRAWS).mapToDouble(i -> Noise.gaussian(5, i)).toArray();
        assertThat(Statistics.mean(values)).isBetween(-0.015, 0.015);
        assertThat(Statistics.deviation(values)).isBetween(0.985, 1.015);
        assertThat(Statistics.autocorrelation(values, 1)).isBetween(-0.02, 0.02);
    }

    @Test
    void smoothNoiseHasNoJumps() {
        double before = Noise.smooth(0, 60, 3);
        for (double seconds = 0.1; seconds < 1000; seconds += 0.1) {
            double now = Noise.smooth(seconds, 60, 3);
            assertThat(Math.abs(now - before)).isLessThan(0.01);
            assertThat(now).isBetween(-1.0, 1.0);
            before = now;
        }
    }

    @Test
    void theOrderOfKeysMatters() {
        assertThat(Noise.hash(1, 2)).isNotEqualTo(Noise.hash(2, 1));
        assertThat(Noise.hash("ab")).isNotEqualTo(Noise.hash("ba"));
    }
}
