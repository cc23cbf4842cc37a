package io.fleetstream.jobs.anomaly.domain.novelty;

import io.fleetstream.jobs.anomaly.domain.bytes.Numbers;

/**
 * A quantile of a stream in two numbers, which stand in bytes of the caller: it takes a step up or
 * down at each value, in the ratio the quantile asks for, as wide as values are usually away from
 * it. Steps shrink with experience down to a floor, so that it can follow a stream that changes.
 *
 * @param share of the values that are below it, between 0 and 1
 */
record RunningQuantile(double share) {
    /** What it takes of a state. */
    static final int BYTES = 2 * Double.BYTES;

    private static final double MEMORY = 2e-4;
    private static final double WIDEST_STEP = 0.5;
    private static final double STEPS_TO_SETTLE = 10;

    static double value(byte[] state, int at) {
        return Numbers.getDouble(state, at);
    }

    /** How far values are from it on average. */
    static double distance(byte[] state, int at) {
        return Numbers.getDouble(state, at + Double.BYTES);
    }

    /**
     * Learns a value.
     *
     * @param count values seen, with this one
     */
    void add(byte[] state, int at, long count, double observed) {
        double value = value(state, at);
        double distance = distance(state, at);
        distance += Math.max(MEMORY, 1.0 / count) * (Math.abs(observed - value) - distance);
        double step = 2 * Math.max(MEMORY, Math.min(WIDEST_STEP, STEPS_TO_SETTLE / (double) count));
        value += step * distance * (observed > value ? share : share - 1);
        Numbers.putDouble(state, at, value);
        Numbers.putDouble(state, at + Double.BYTES, distance);
    }
}
