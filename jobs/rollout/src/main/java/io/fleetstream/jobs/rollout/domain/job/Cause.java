package io.fleetstream.jobs.rollout.domain.job;

/** Why an execution changed. */
public enum Cause {
    /** The rollout put it into the queue. */
    QUEUED,
    /** The device reported. */
    DEVICE,
    /** The timer of a step ended. */
    STEP_TIMER,
    /** The timer of the whole execution ended. */
    IN_PROGRESS_TIMER,
    /** A retry was made. */
    RETRY,
    /** The rollout called it off. */
    CANCEL,
    /** The device left the targets. */
    REMOVE,
    /** The job was deleted. */
    DELETE
}
