package io.fleetstream.benchmarks.shadowlatency;

import java.util.Arrays;
import java.util.stream.LongStream;

/** Delays in nanoseconds, in ascending order. */
record Delays(long[] sorted) {
    private static final double NANOS_PER_MILLI = 1e6;

    /** Without what never came, which is negative. */
    static Delays of(long[] nanos) {
        return new Delays(LongStream.of(nanos).filter(delay -> delay >= 0).sorted().toArray());
    }

    double millis(double quantile) {
        if (sorted.length == 0) {
            return Double.NaN;
        }
        return sorted[(int) (quantile * (sorted.length - 1))] / NANOS_PER_MILLI;
    }

    int count() {
        return sorted.length;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Delays delays && Arrays.equals(sorted, delays.sorted);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(sorted);
    }

    @Override
    public String toString() {
        return count() + " delays";
    }
}
