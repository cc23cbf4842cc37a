package io.fleetstream.jobs.anomaly.domain.health;

import io.fleetstream.jobs.anomaly.domain.bytes.ByteReader;
import io.fleetstream.jobs.anomaly.domain.bytes.ByteWriter;

/**
 * How a machine is when it is well: median and robust deviation of its first windows. While the
 * older half of these differs from the newer one, it is still running in, and older windows are
 * given up for newer ones.
 */
final class Baseline {
    /** Deviations within the halves of a beginning by which steady ones may differ. */
    private static final double STEADY = 1;

    private final HealthOptions options;
    private final Recent learning;
    private boolean known;
    private double level;
    private double deviation;

    Baseline(HealthOptions options) {
        this.options = options;
        learning = new Recent(options.baselineWindows());
    }

    boolean isKnown() {
        return known;
    }

    double level() {
        return level;
    }

    /** Growth below which nothing counts, as a logarithm. */
    double step() {
        return Math.max(options.leastStep(), options.deviations() * deviation);
    }

    void learn(double value) {
        learning.add(value);
        if (!learning.isFull()) {
            return;
        }
        int half = learning.size() / 2;
        double[] olderHalf = learning.toArray(0, half);
        double[] newerHalf = learning.toArray(half, learning.size());
        double older = Medians.of(olderHalf);
        double newer = Medians.of(newerHalf);
        double within = (Medians.spread(olderHalf, older) + Medians.spread(newerHalf, newer)) / 2;
        if (Math.abs(newer - older) <= Math.max(STEADY * within, options.leastStep())) {
            double[] all = learning.toArray(0, learning.size());
            level = Medians.of(all);
            deviation = Medians.spread(all, level);
            known = true;
            learning.clear();
        }
    }

    /** A new run, before anything is known: what was learned may be of another load. */
    void beginAnew() {
        learning.clear();
    }

    void write(ByteWriter out) {
        out.put(known ? 1 : 0).putDouble(level).putDouble(deviation);
        learning.write(out);
    }

    void read(ByteReader in) {
        known = in.get() == 1;
        level = in.getDouble();
        deviation = in.getDouble();
        learning.read(in);
    }
}
