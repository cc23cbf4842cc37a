package io.fleetstream.jobs.anomaly.domain.watch;

import io.fleetstream.jobs.anomaly.domain.condition.Cohort;

/** How devices like one do. */
@FunctionalInterface
public interface Cohorts {
    /** Where nothing is known of that. */
    Cohorts UNKNOWN = (device, metric) -> null;

    /** Of the devices like that one, in a metric; null if it is not known. */
    Cohort of(Attributes device, String metric);
}
