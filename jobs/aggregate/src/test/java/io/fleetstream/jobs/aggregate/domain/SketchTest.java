package io.fleetstream.jobs.aggregate.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.function.DoubleSupplier;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SketchTest {
    private static final long SEED = 41;
    private static final int VALUES = 5_000;

    static Stream<DoubleSupplier> distributions() {
        Random random = new Random(SEED);
        return Stream.of(
                random::nextGaussian,
                () -> 20 + random.nextGaussian(),
                () -> -1e6 * random.nextDouble(),
                () -> Math.exp(4 * random.nextGaussian()),
                () -> random.nextInt(3) - 1,
                () -> 1e-300 * random.nextDouble(),
                () -> 1e300 * random.nextDouble(),
                () -> 7);
    }

    @ParameterizedTest
    @MethodSource("distributions")
    void quantilesLieWithinOnePercentOfTheValueOfTheirRank(DoubleSupplier distribution) {
        double[] values = new double[VALUES];
        Sketch sketch = new Sketch();
        for (int i = 0; i < VALUES; i++) {
            values[i] = distribution.getAsDouble();
            sketch.add(values[i], 1);
            if (i == 0 || i == 1 || i == 10 || i == VALUES - 1) {
                check(sketch, Arrays.copyOf(values, i + 1));
            }
        }
        check(Sketch.of(sketch.toBytes()), values);
    }

    private static void check(Sketch sketch, double[] values) {
        Arrays.sort(values);
        for (double q : new double[] {0, 0.001, 0.25, 0.5, 0.75, 0.95, 0.99, 0.999, 1}) {
            double exact = values[(int) (q * (values.length - 1))];
            assertThat(sketch.quantile(q))
                    .as("%s of %s values, seed %s", q, values.length, SEED)
                    .isCloseTo(exact, Offset.offset(Math.abs(exact) * 0.010000001));
        }
    }

    @ParameterizedTest
    @MethodSource("distributions")
    void mergesExactlyInAnyOrder(DoubleSupplier distribution) {
        Random random = new Random(SEED);
        Sketch whole = new Sketch();
        Sketch[] parts = new Sketch[7];
        Arrays.setAll(parts, i -> new Sketch());
        for (int i = 0; i < VALUES; i++) {
            double value = distribution.getAsDouble();
            whole.add(value, 1);
            parts[random.nextInt(parts.length)].add(value, 1);
        }
        Sketch forward = new Sketch();
        Sketch backward = new Sketch();
        for (int i = 0; i < parts.length; i++) {
            forward.merge(parts[i]);
            backward.merge(parts[parts.length - 1 - i]);
        }

        assertThat(forward).isEqualTo(whole).isEqualTo(backward).hasSameHashCodeAs(whole);
        assertThat(forward.toBytes()).isEqualTo(whole.toBytes());
        assertThat(whole.count()).isEqualTo(VALUES);
        forward.remove(parts[0]);
        assertThat(forward.count()).isEqualTo(VALUES - parts[0].count());
    }

    /**
     * Eighteen orders of magnitude and more: what is too far below the greatest is put together.
     */
    @Test
    void isBoundedWhateverComesAndInWhateverOrder() {
        Random random = new Random(SEED);
        double[] values = new double[VALUES];
        Arrays.setAll(values, i -> Math.exp(1_400 * (random.nextDouble() - 0.5)));
        Sketch one = new Sketch();
        Sketch other = new Sketch();
        for (double value : values) {
            one.add(value, 1);
            one.add(-value, 2);
        }
        for (int i = VALUES - 1; i >= 0; i--) {
            Sketch single = new Sketch();
            single.add(values[i], 1);
            single.add(-values[i], 2);
            other.merge(single);
        }
        Arrays.sort(values);

        assertThat(one).isEqualTo(other);
        assertThat(one.count()).isEqualTo(3L * VALUES);
        assertThat(one.toBytes()).hasSizeLessThan(2 * 2_048 * 5);
        assertThat(one.quantile(1))
                .isCloseTo(values[VALUES - 1], Offset.offset(values[VALUES - 1] * 0.010000001));
    }

    @Test
    void writesTheBytesOfTheReadme() {
        Sketch sketch = new Sketch();
        sketch.add(0, 2);
        sketch.add(1, 1);
        sketch.add(1.01, 300);
        sketch.add(-1, 1);

        assertThat(sketch.toBytes()).containsExactly(1, 2, 2, 0, 1, 2, (byte) 0xAC, 2, 1, 0, 1);
    }
}
