package io.fleetstream.jobs.anomaly.domain.alarm;

/** What somebody asks of an alarm. */
public enum AlarmOrder {
    /** It has been seen. */
    ACKNOWLEDGE,
    /** Quiet until a time. */
    SNOOZE,
    /** Quiet until enabled. */
    DISABLE,
    /** Watched again, if it was quiet. */
    ENABLE,
    /** Over by hand, and watched from the beginning. */
    RESET
}
