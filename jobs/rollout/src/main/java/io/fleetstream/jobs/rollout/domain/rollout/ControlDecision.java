package io.fleetstream.jobs.rollout.domain.rollout;

/**
 * What the controller wants; it counts only once it is read back from the log.
 *
 * @param kind what
 * @param stage the stage it is about
 * @param epoch of {@link Kind#COUNT} and {@link Kind#RELEASE}: which count of devices
 * @param untilBucket of RELEASE: devices of that count in buckets below may be told
 * @param devices of RELEASE: how many more that are
 * @param slot of RELEASE: the minute of the stage, for the rate
 * @param slotLeft of RELEASE: how many more may be told in that minute
 * @param reason why
 * @param evidence the gate's case as JSON, from which the decision can be taken again; empty where
 *     none was needed
 */
public record ControlDecision(
        Kind kind,
        int stage,
        int epoch,
        int untilBucket,
        long devices,
        long slot,
        long slotLeft,
        String reason,
        String evidence) {
    /** Kinds of decisions. */
    public enum Kind {
        /** Count the devices that are eligible now and have not been counted. */
        COUNT,
        /** Open a stage. */
        OPEN,
        /** Tell devices of the open stage. */
        RELEASE,
        /** Somebody has to approve before the next stage. */
        ASK,
        /** As the command of that name. */
        PAUSE,
        /** As the command of that name. */
        ABORT,
        /** As the command of that name. */
        ROLLBACK,
        /** Every stage is done. */
        FINISH
    }

    static ControlDecision of(Kind kind, int stage, String reason, String evidence) {
        return new ControlDecision(kind, stage, 0, 0, 0, 0, 0, reason, evidence);
    }

    static ControlDecision count(int epoch) {
        return new ControlDecision(Kind.COUNT, 0, epoch, 0, 0, 0, 0, "", "");
    }
}
