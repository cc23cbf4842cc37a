package io.fleetstream.jobs.rollout.domain.rehearsal;

/**
 * How one run ended.
 *
 * @param ending how
 * @param reason of the decision that ended it, as in {@code rollout.control}; empty if none did
 * @param afterMs when, milliseconds from the start
 * @param updated devices that had the update by then
 */
public record RehearsalOutcome(Ending ending, String reason, long afterMs, long updated) {
    /** Ways to end. */
    public enum Ending {
        /** All stages were done. */
        FINISHED,
        /** The controller stopped it: a rollback, an abort or a pause. */
        STOPPED,
        /** A stage soaked as long as it may without evidence, and somebody would have to decide. */
        ASKED,
        /** The recording ended first. */
        UNFINISHED
    }
}
