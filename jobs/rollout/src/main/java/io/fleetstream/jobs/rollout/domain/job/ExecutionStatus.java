package io.fleetstream.jobs.rollout.domain.job;

import java.util.Locale;

/** Where an execution stands; state holds the code, which never changes. */
public enum ExecutionStatus {
    /** A retry whose pause is not over; no device hears of it. */
    WAITING(0),
    /** In the queue of the device. */
    QUEUED(1),
    /** The device works on it. */
    IN_PROGRESS(2),
    /** Done. */
    SUCCEEDED(3),
    /** The device could not do it. */
    FAILED(4),
    /** The device would not do it. */
    REJECTED(5),
    /** A timer ended before the device did. */
    TIMED_OUT(6),
    /** Called off. */
    CANCELED(7),
    /** The device does not belong to the targets any more. */
    REMOVED(8);

    private final int code;

    ExecutionStatus(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }

    static ExecutionStatus of(int code) {
        for (ExecutionStatus status : values()) {
            if (status.code == code) {
                return status;
            }
        }
        throw new IllegalStateException("an execution in state has the unknown status " + code);
    }

    /** Whether it stands in the lists a device sees. */
    public boolean isPending() {
        return this == QUEUED || this == IN_PROGRESS;
    }

    /** Whether nothing changes it any more. */
    public boolean isTerminal() {
        return this != WAITING && !isPending();
    }

    /** Whether a device may ask for it. */
    boolean isDevices() {
        return this == IN_PROGRESS || this == SUCCEEDED || this == FAILED || this == REJECTED;
    }

    /** As the topics of events have it. */
    String level() {
        return name().toLowerCase(Locale.ROOT);
    }
}
