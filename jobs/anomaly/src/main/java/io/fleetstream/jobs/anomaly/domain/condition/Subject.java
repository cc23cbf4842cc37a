package io.fleetstream.jobs.anomaly.domain.condition;

import java.util.Map;

/**
 * A device as conditions see it: the last value of each metric, what the registry says, its shadow,
 * and how its cohort does.
 */
public interface Subject {
    /** The last value of a metric; not a number if there is none. */
    double metric(String name);

    /**
     * What the registry and the device's facts say: {@code id}, {@code org}, {@code site}, {@code
     * type}, {@code model}, {@code hardware}, {@code firmware} as texts, {@code tags} as a map of
     * texts; without what is not known.
     */
    Map<String, ?> device();

    /** The classic shadow: {@code desired} and {@code reported}, as JSON has them; may be empty. */
    Map<String, ?> shadow();

    /** How devices like this one do in a metric; null if it is not known. */
    Cohort cohort(String metric);
}
