package io.fleetstream.jobs.anomaly.domain.novelty;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * How unusual a value is among those before it: its excess over a high quantile in units of the
 * mean excess. Where the tail is exponential that is the negative logarithm of the probability of
 * exceeding it, given that the quantile is exceeded.
 */
final class ExcessTail {
    /** Nothing can be told from fewer values than these. */
    private static final int WARM_UP = 20;

    private static final int SETTLED = 50;
    private static final double MEMORY = 8e-4;
    private static final double OUTLIER = 20;
    private static final double TINY = 1e-12;

    private final double share;
    private final RunningQuantile quantile;

    private double meanExcess;

    /**
     * A tail nothing is known of yet.
     *
     * @param share of the values below which nothing is unusual, between 0 and 1
     */
    ExcessTail(double share) {
        this.share = share;
        quantile = new RunningQuantile(share);
    }

    /**
     * How unusual the value would be; at least 0.
     *
     * @param leastExcess what the mean excess is taken for at least, so that in a stream without
     *     any noise the least difference is not the greatest surprise
     */
    double score(double value, double leastExcess) {
        if (quantile.count() < WARM_UP) {
            return 0;
        }
        double unit = Math.max(TINY, Math.max(meanExcess, leastExcess));
        return Math.max(0, (value - quantile.value()) / unit);
    }

    /** Learns the value. A single outlier moves the mean excess by a bounded step. */
    void add(double value) {
        quantile.add(value);
        double excess = value - quantile.value();
        if (excess > 0) {
            long count = quantile.count();
            double bound =
                    count < SETTLED ? Double.MAX_VALUE : meanExcess * OUTLIER + quantile.distance();
            double gain = Math.min(1, Math.max(MEMORY, 1 / Math.max(1, count * (1 - share))));
            meanExcess += gain * (Math.min(excess, bound) - meanExcess);
        }
    }

    void write(DataOutput out) throws IOException {
        quantile.write(out);
        out.writeDouble(meanExcess);
    }

    void read(DataInput in) throws IOException {
        quantile.read(in);
        meanExcess = in.readDouble();
    }
}
