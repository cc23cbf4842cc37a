package io.fleetstream.jobs.rollout.domain.gate;

/**
 * A decision and why.
 *
 * @param decision what
 * @param reason why
 * @param subject the guard or criterion it is about; empty if none
 */
public record Verdict(Decision decision, Reason reason, String subject) {
    /** Why a gate decides as it does. */
    public enum Reason {
        /** A guard has evidence of harm. */
        HARM,
        /** An abort criterion is met. */
        ABORT_CRITERION,
        /** The error condition is met. */
        ERROR_CONDITION,
        /** Devices of the stage have not been released yet. */
        RELEASING,
        /** The success condition is not met. */
        NOT_FINISHED,
        /** The minimum soak has not passed. */
        SOAKING,
        /** The soak has passed, and alarms have not been judged so far. */
        UNJUDGED,
        /** Too few devices have been at risk to call the update safe. */
        TOO_FEW,
        /** A guard has no evidence of safety yet. */
        UNDECIDED,
        /** The maximum soak has passed without evidence: somebody has to approve. */
        ASK,
        /** The maximum soak has passed without evidence. */
        SOAKED,
        /** All conditions are met, and every guard has evidence of safety. */
        SAFE
    }
}
