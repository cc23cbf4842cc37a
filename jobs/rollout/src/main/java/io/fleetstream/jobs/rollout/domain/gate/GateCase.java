package io.fleetstream.jobs.rollout.domain.gate;

import java.util.List;

/**
 * Everything a decision of the gate depends on; from this alone it can be taken again.
 *
 * @param policy how telemetry is judged
 * @param criteria how the stage is judged
 * @param stage index of the stage
 * @param releasedAt event time at which the stage's last device was released, epoch milliseconds;
 *     {@link Long#MAX_VALUE} while some are not
 * @param at event time of the decision, epoch milliseconds
 * @param judgedAt the same, as far as alarms have been judged: at most {@code at}; {@link
 *     Long#MIN_VALUE} if that is not known; as {@code at} if null, as older releases wrote it
 * @param executions of the stage's devices
 * @param guards evidence, over all stages
 */
public record GateCase(
        GatePolicy policy,
        StageCriteria criteria,
        int stage,
        long releasedAt,
        long at,
        Long judgedAt,
        ExecutionCounts executions,
        List<GuardEvidence> guards) {
    /** Takes a copy. */
    public GateCase {
        guards = List.copyOf(guards);
        judgedAt = judgedAt == null ? Long.valueOf(at) : judgedAt;
    }

    /**
     * Whether so much event time has passed since the last device was released, and what happened
     * in it has been judged.
     */
    boolean soaked(long millis) {
        return passed(millis) && judgedAt != Long.MIN_VALUE && judgedAt - releasedAt >= millis;
    }

    /** Whether so much event time has passed since then, judged or not. */
    boolean passed(long millis) {
        return releasedAt != Long.MAX_VALUE && at - releasedAt >= millis;
    }
}
