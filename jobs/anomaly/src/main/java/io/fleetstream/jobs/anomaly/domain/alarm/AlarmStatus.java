package io.fleetstream.jobs.anomaly.domain.alarm;

/** Where an alarm stands; the names are those of AWS IoT Events where it had one. */
public enum AlarmStatus {
    /** Nothing is wrong. */
    NORMAL,
    /** Something is wrong, but not for long enough yet. */
    PENDING,
    /** It was raised, and nobody has acknowledged it. */
    ACTIVE,
    /** It was raised and acknowledged, and the cause goes on. */
    ACKNOWLEDGED,
    /** The cause is gone, but somebody must acknowledge first. */
    LATCHED,
    /** Quiet until a time that was asked for. */
    SNOOZE_DISABLED,
    /** Quiet until it is enabled. */
    DISABLED;

    /** Whether there is an alarm that was raised and not cleared. */
    public boolean isOpen() {
        return this == ACTIVE || this == ACKNOWLEDGED || this == LATCHED;
    }

    /** Whether values are judged. */
    public boolean isWatching() {
        return this != SNOOZE_DISABLED && this != DISABLED;
    }
}
