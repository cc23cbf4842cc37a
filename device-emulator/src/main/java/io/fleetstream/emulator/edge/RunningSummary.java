package io.fleetstream.emulator.edge;

import io.fleetstream.emulator.payload.MetricSummary;
import io.fleetstream.emulator.signal.MetricDefinition;

/** Count, mean, extremes and deviation of a metric, sample by sample (Welford's method). */
final class RunningSummary {
    private long count;
    private double mean;
    private double squares;
    private double min = Double.POSITIVE_INFINITY;
    private double max = Double.NEGATIVE_INFINITY;

    void add(double value) {
        count++;
        double delta = value - mean;
        mean += delta / count;
        squares += delta * (value - mean);
        min = Math.min(min, value);
        max = Math.max(max, value);
    }

    long count() {
        return count;
    }

    MetricSummary of(MetricDefinition metric) {
        return new MetricSummary(metric, count, mean, min, max, Math.sqrt(squares / count));
    }
}
