package io.fleetstream.benchmarks.shadowlatency;

import java.util.stream.LongStream;

/** Delays of many messages. */
public final class Delays {
    private static final double NANOS_PER_MILLI = 1e6;

    private final long[] sorted;

    private Delays(long[] sorted) {
        this.sorted = sorted;
    }

    /** Nanoseconds; without what never came, which is negative. */
    public static Delays of(long[] nanos) {
        return new Delays(LongStream.of(nanos).filter(delay -> delay >= 0).sorted().toArray());
    }

    /** A quantile in milliseconds; not a number if nothing has come. */
    public double millis(double quantile) {
        if (sorted.length == 0) {
            return Double.NaN;
        }
        return sorted[(int) (quantile * (sorted.length - 1))] / NANOS_PER_MILLI;
    }
}
