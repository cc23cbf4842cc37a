package io.fleetstream.jobs.rollout.domain.rollout;

/** What people ask of a rollout. */
public enum ControlCommand {
    /** The start, or the next stage where the rollout asks for it. */
    APPROVE,
    /** Begin as soon as it is approved. */
    START,
    /** Tell nobody else for now. */
    PAUSE,
    /** Go on after a pause. */
    RESUME,
    /** Tell nobody else ever, and call back what is queued. */
    ABORT,
    /** Abort, and order the previous version for whoever has the update. */
    ROLLBACK
}
