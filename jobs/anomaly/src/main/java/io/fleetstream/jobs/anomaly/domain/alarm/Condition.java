package io.fleetstream.jobs.anomaly.domain.alarm;

/** Whether something is the case, as far as a value tells. Must not depend on anything else. */
@FunctionalInterface
public interface Condition {
    /** Whether the value meets it. */
    boolean test(double value);
}
