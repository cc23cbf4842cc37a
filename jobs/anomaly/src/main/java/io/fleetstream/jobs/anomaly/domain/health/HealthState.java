package io.fleetstream.jobs.anomaly.domain.health;

/** What is known of the health of a machine. */
public enum HealthState {
    /** Not yet how it is when it is well. */
    LEARNING,
    /** It is as it was. */
    HEALTHY,
    /** It has grown beyond its beginning, and stays there. */
    DEGRADING
}
