package io.fleetstream.jobs.anomaly.domain.health;

import java.util.Arrays;

/** Medians, and the spread about them. */
final class Medians {
    /** Makes the median distance of Gaussian values their standard deviation. */
    private static final double GAUSSIAN = 1.4826;

    private Medians() {}

    /** The median of at least one value; sorts them. */
    static double of(double[] values) {
        Arrays.sort(values);
        int half = values.length / 2;
        return values.length % 2 == 1 ? values[half] : (values[half - 1] + values[half]) / 2;
    }

    /** Their robust standard deviation; destroys them. */
    static double spread(double[] values, double median) {
        for (int index = 0; index < values.length; index++) {
            values[index] = Math.abs(values[index] - median);
        }
        return GAUSSIAN * of(values);
    }
}
