package io.fleetstream.jobs.anomaly.domain.condition;

import java.util.HashMap;
import java.util.Map;

/** A device that is said to be so. */
public final class TestSubject implements Subject {
    private final Map<String, Double> metrics = new HashMap<>();
    private final Map<String, Object> device = new HashMap<>();
    private final Map<String, Object> shadow = new HashMap<>();
    private Cohort cohort;

    /** A device of which nothing is known. */
    public static TestSubject unknown() {
        return new TestSubject();
    }

    /** With the last value of a metric. */
    public TestSubject metric(String name, double value) {
        metrics.put(name, value);
        return this;
    }

    /** With something that the registry says. */
    public TestSubject is(String name, Object value) {
        device.put(name, value);
        return this;
    }

    /** With a section of its shadow. */
    public TestSubject shadow(String section, Map<String, ?> values) {
        shadow.put(section, values);
        return this;
    }

    /** Among others. */
    public TestSubject among(Cohort others) {
        cohort = others;
        return this;
    }

    @Override
    public double metric(String name) {
        return metrics.getOrDefault(name, Double.NaN);
    }

    @Override
    public Map<String, ?> device() {
        return device;
    }

    @Override
    public Map<String, ?> shadow() {
        return shadow;
    }

    @Override
    public Cohort cohort(String metric) {
        return cohort;
    }
}
