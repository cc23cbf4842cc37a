package io.fleetstream.jobs.rollout.domain.gate;

/** Ways in which an execution ends badly, as AWS IoT Jobs names them in abort criteria. */
public enum FailureType {
    FAILED,
    REJECTED,
    TIMED_OUT,
    ALL;

    /** How many executions ended so. */
    public long count(ExecutionCounts counts) {
        return switch (this) {
            case FAILED -> counts.failed();
            case REJECTED -> counts.rejected();
            case TIMED_OUT -> counts.timedOut();
            case ALL -> counts.failed() + counts.rejected() + counts.timedOut();
        };
    }
}
