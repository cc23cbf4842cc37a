package io.fleetstream.jobs.anomaly.domain.alarm;

/** What happened to an alarm. */
public enum AlarmChange {
    /** Raised, or raised again while latched. */
    RAISED,
    /** Worse than before. */
    SEVERITY_UP,
    /** Less bad than before, and not over. */
    SEVERITY_DOWN,
    /** The cause is gone; waits to be acknowledged. */
    LATCHED,
    /** Over. */
    CLEARED,
    /** Somebody has seen it. */
    ACKED,
    /** Quiet for a while; an open alarm is over with it. */
    SNOOZED,
    /** Still open, and time to say so again. */
    REMINDER,
    /** Changes too often to be told of every change. */
    FLAPPING;

    /** Whether it counts as a change when an alarm is judged to be flapping. */
    boolean isFlap() {
        return this == RAISED || this == LATCHED || this == CLEARED;
    }
}
