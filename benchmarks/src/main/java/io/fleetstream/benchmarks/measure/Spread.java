package io.fleetstream.benchmarks.measure;

import java.util.Arrays;

/**
 * Where the middle half of some values lies.
 *
 * @param lower lower quartile
 * @param median median
 * @param upper upper quartile
 */
public record Spread(double lower, double median, double upper) {

    /** Of at least one value, in any order; between two of them linearly. */
    static Spread of(double... values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return new Spread(at(sorted, 0.25), at(sorted, 0.5), at(sorted, 0.75));
    }

    private static double at(double[] sorted, double share) {
        double place = share * (sorted.length - 1);
        int before = (int) place;
        int after = Math.min(before + 1, sorted.length - 1);
        return sorted[before] + (place - before) * (sorted[after] - sorted[before]);
    }
}
