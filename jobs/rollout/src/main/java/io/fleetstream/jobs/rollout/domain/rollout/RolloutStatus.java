package io.fleetstream.jobs.rollout.domain.rollout;

/** Where a rollout stands. */
public enum RolloutStatus {
    /** Waits for approvals and for its start. */
    DEFINED,
    /** Devices are told, stage after stage. */
    RUNNING,
    /** Nobody else is told until somebody resumes it. */
    PAUSED,
    /** Every stage is done. */
    FINISHED,
    /** Over; what was queued is called back. */
    ABORTED,
    /** Over; whoever has the update gets the previous version. */
    ROLLED_BACK;

    /** Whether it can go on. */
    public boolean isOpen() {
        return this == DEFINED || this == RUNNING || this == PAUSED;
    }
}
