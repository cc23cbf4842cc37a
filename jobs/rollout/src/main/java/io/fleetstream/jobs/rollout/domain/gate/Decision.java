package io.fleetstream.jobs.rollout.domain.gate;

/** What a gate decides. */
public enum Decision {
    /** The next stage may be opened. */
    PROCEED,
    /** No stage is opened; look again. */
    HOLD,
    /** Nobody else is told until somebody resumes. */
    PAUSE,
    /** Over, as AWS aborts. */
    ABORT,
    /** Over, and the previous version for those that have the update. */
    ROLLBACK
}
