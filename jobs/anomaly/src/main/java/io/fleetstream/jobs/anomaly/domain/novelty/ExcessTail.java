package io.fleetstream.jobs.anomaly.domain.novelty;

import io.fleetstream.jobs.anomaly.domain.bytes.Numbers;

/**
 * How unusual a value is among those before it: its excess over a high quantile in units of the
 * mean excess. Where the tail is exponential that is the negative logarithm of the probability of
 * exceeding it, given that the quantile is exceeded. What it knows are three numbers in bytes of
 * the caller.
 */
final class ExcessTail {
    /** What it takes of a state. */
    static final int BYTES = RunningQuantile.BYTES + Double.BYTES;

    /** Nothing can be told from fewer values than these. */
    private static final int WARM_UP = 40;

    private static final int SETTLED = 50;
    private static final double MEMORY = 8e-4;
    private static final double OUTLIER = 20;
    private static final double TINY = 1e-12;
    private static final double MOST = 40;

    private final double share;
    private final RunningQuantile quantile;

    /**
     * A tail.
     *
     * @param share of the values below which nothing is unusual, between 0 and 1
     */
    ExcessTail(double share) {
        this.share = share;
        quantile = new RunningQuantile(share);
    }

    /**
     * How unusual the value would be; at least 0, and bounded.
     *
     * @param count values learned
     * @param leastExcess what the mean excess is taken for at least, so that in a stream without
     *     any noise the least difference is not the greatest surprise
     */
    double score(byte[] state, int at, long count, double value, double leastExcess) {
        if (count < WARM_UP) {
            return 0;
        }
        double unit = Math.max(TINY, Math.max(meanExcess(state, at), leastExcess));
        double excess = value - RunningQuantile.value(state, at);
        return Math.min(MOST, Math.max(0, excess / unit));
    }

    /**
     * Learns the value. A single outlier moves the mean excess by a bounded step.
     *
     * @param count values learned, with this one
     */
    void add(byte[] state, int at, long count, double value) {
        quantile.add(state, at, count, value);
        double excess = value - RunningQuantile.value(state, at);
        if (excess > 0) {
            double mean = meanExcess(state, at);
            double bound =
                    count < SETTLED
                            ? Double.MAX_VALUE
                            : mean * OUTLIER + RunningQuantile.distance(state, at);
            double gain = Math.min(1, Math.max(MEMORY, 1 / Math.max(1, count * (1 - share))));
            mean += gain * (Math.min(excess, bound) - mean);
            Numbers.putDouble(state, at + RunningQuantile.BYTES, mean);
        }
    }

    private static double meanExcess(byte[] state, int at) {
        return Numbers.getDouble(state, at + RunningQuantile.BYTES);
    }
}
