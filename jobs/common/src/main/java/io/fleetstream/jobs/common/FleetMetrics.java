package io.fleetstream.jobs.common;

import java.util.Locale;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/**
 * Counters of an operator, all in the metric group {@code fleet}. Names are camelCase nouns; labels
 * have few values, never a device.
 */
public final class FleetMetrics {
    private final MetricGroup group;

    private FleetMetrics(MetricGroup group) {
        this.group = group;
    }

    /** Those of the operator; to be called in its {@code open}. */
    public static FleetMetrics of(RuntimeContext context) {
        return new FleetMetrics(context.getMetricGroup().addGroup("fleet"));
    }

    /** A counter of that name. */
    public Counter counter(String name) {
        return group.counter(name);
    }

    /** A counter of that name for one value of a label, such as a reason. */
    public Counter counter(String name, String label, Enum<?> value) {
        return group.addGroup(label, value.name().toLowerCase(Locale.ROOT)).counter(name);
    }
}
