package io.fleetstream.jobs.anomaly.domain.condition;

import java.util.Set;

/**
 * The last value of a metric compared with something.
 *
 * @param metric whose value
 * @param comparison how
 * @param operand with what
 */
public record Threshold(String metric, Comparison comparison, Operand operand)
        implements Condition {
    @Override
    public Truth test(Subject subject) {
        double value = subject.metric(metric);
        double threshold = operand.of(subject);
        if (Double.isNaN(value) || Double.isNaN(threshold)) {
            return Truth.UNKNOWN;
        }
        return Truth.of(comparison.holds(value, threshold));
    }

    @Override
    public Set<String> metrics() {
        return Set.of(metric);
    }

    /**
     * The condition that ends this one.
     *
     * @param hysteresis how far the value must come back; 0 for the plain opposite
     */
    public Threshold end(double hysteresis) {
        if (hysteresis == 0) {
            return new Threshold(metric, comparison.opposite(), operand);
        }
        return new Threshold(
                metric, comparison.beyond(), operand.plus(comparison.side() * hysteresis));
    }
}
