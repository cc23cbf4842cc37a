package io.fleetstream.jobs.rollout.domain.job;

/** Which failures are tried again; state holds the code, which never changes. */
public enum FailureType {
    /** What the device reports. */
    FAILED(0),
    /** What timers end. */
    TIMED_OUT(1),
    /** Both, counted together. */
    ALL(2);

    private final int code;

    FailureType(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }

    static FailureType of(int code) {
        for (FailureType type : values()) {
            if (type.code == code) {
                return type;
            }
        }
        throw new IllegalStateException("an execution in state retries after " + code);
    }

    boolean covers(ExecutionStatus status) {
        return (status == ExecutionStatus.FAILED && this != TIMED_OUT)
                || (status == ExecutionStatus.TIMED_OUT && this != FAILED);
    }
}
