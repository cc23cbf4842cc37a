package io.fleetstream.jobs.anomaly.domain.novelty;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * A quantile of a stream in two numbers: it takes a step up or down at each value, in the ratio the
 * quantile asks for, as wide as values are usually away from it. Steps shrink with experience down
 * to a floor, so that it can follow a stream that changes.
 */
final class RunningQuantile {
    private static final double MEMORY = 2e-4;
    private static final double WIDEST_STEP = 0.5;
    private static final double STEPS_TO_SETTLE = 10;

    private final double share;

    private long count;
    private double value;
    private double distance;

    /**
     * A quantile nothing is known of yet.
     *
     * @param share of the values that are below it, between 0 and 1
     */
    RunningQuantile(double share) {
        this.share = share;
    }

    double value() {
        return value;
    }

    /** How far values are from it on average. */
    double distance() {
        return distance;
    }

    long count() {
        return count;
    }

    void add(double observed) {
        count++;
        distance += Math.max(MEMORY, 1.0 / count) * (Math.abs(observed - value) - distance);
        double step = 2 * Math.max(MEMORY, Math.min(WIDEST_STEP, STEPS_TO_SETTLE / (double) count));
        value += step * distance * (observed > value ? share : share - 1);
    }

    void write(DataOutput out) throws IOException {
        out.writeLong(count);
        out.writeDouble(value);
        out.writeDouble(distance);
    }

    void read(DataInput in) throws IOException {
        count = in.readLong();
        value = in.readDouble();
        distance = in.readDouble();
    }
}
