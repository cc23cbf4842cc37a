package io.fleetstream.jobs.anomaly.domain.condition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import io.fleetstream.jobs.anomaly.domain.bytes.ByteWriter;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CohortSketchTest {
    private static final double GAMMA = 1.01 / 0.99;

    @ParameterizedTest
    @CsvSource({"1, 20, 3", "2, -50, 10", "3, 0, 5", "4, 1000, 1"})
    void findsMedianAndDeviation(long seed, double middle, double spread) {
        Random random = new Random(seed);
        double[] values = new double[2001];
        Arrays.setAll(values, index -> middle + spread * random.nextGaussian());
        Cohort cohort = CohortSketch.cohort(sketch(values), 7);
        double median = median(values);
        double[] distances = Arrays.stream(values).map(value -> Math.abs(value - median)).toArray();
        double error = 0.021 * Math.max(Math.abs(middle), spread);
        assertThat(cohort.median()).isCloseTo(median, within(error));
        assertThat(cohort.deviation()).isCloseTo(1.4826 * median(distances), within(error));
        assertThat(cohort.devices()).isEqualTo(7);
    }

    @Test
    void countsZeros() {
        Cohort cohort = CohortSketch.cohort(sketch(0, 0, 0, 5), 4);
        assertThat(cohort.median()).isZero();
        assertThat(cohort.deviation()).isZero();
    }

    @Test
    void saysNothingOfNobody() {
        assertThat(CohortSketch.cohort(sketch(), 0).at(1)).isNaN();
    }

    @Test
    void refusesAnUnknownForm() {
        assertThatIllegalStateException()
                .isThrownBy(() -> CohortSketch.cohort(new byte[] {9}, 1))
                .withMessageContaining("unknown form");
    }

    /** As the README of the job aggregate describes it. */
    private static byte[] sketch(double... values) {
        TreeMap<Long, Long> positive = new TreeMap<>();
        TreeMap<Long, Long> negative = new TreeMap<>();
        long zeros = 0;
        for (double value : values) {
            if (value == 0) {
                zeros++;
            } else {
                long index = (long) Math.ceil(Math.log(Math.abs(value)) / Math.log(GAMMA));
                (value > 0 ? positive : negative).merge(index, 1L, Long::sum);
            }
        }
        ByteWriter out = new ByteWriter().put(1).putUnsigned(zeros);
        write(positive, out);
        write(negative, out);
        return out.toBytes();
    }

    private static void write(Map<Long, Long> buckets, ByteWriter out) {
        out.putUnsigned(buckets.size());
        long last = 0;
        for (Map.Entry<Long, Long> bucket : buckets.entrySet()) {
            out.putSigned(bucket.getKey() - last).putUnsigned(bucket.getValue());
            last = bucket.getKey();
        }
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[(sorted.length - 1) / 2];
    }
}
