package io.fleetstream.jobs.rollout.domain.gate;

import java.util.List;

/**
 * All that {@link Evidence} keeps.
 *
 * @param counted time before which everything but alarms was counted, epoch milliseconds; {@link
 *     Long#MIN_VALUE} before the first watermark
 * @param judged the same of guards that hear of alarms; as {@code counted} if null, as older
 *     releases wrote it
 * @param late changes that came after their step
 * @param guards what each guard knows; empty before anything is known
 * @param risks sums of the steps that are open, in order
 * @param firsts events of the steps that are open, in order
 */
public record EvidenceState(
        long counted,
        Long judged,
        long late,
        List<GuardEvidence> guards,
        List<EvidenceChange.Risk> risks,
        List<EvidenceChange.First> firsts) {
    /** Nothing yet. */
    static final EvidenceState NONE =
            new EvidenceState(Long.MIN_VALUE, null, 0, List.of(), List.of(), List.of());

    /** Takes copies. */
    public EvidenceState {
        judged = judged == null ? Long.valueOf(counted) : judged;
        guards = List.copyOf(guards);
        risks = List.copyOf(risks);
        firsts = List.copyOf(firsts);
    }
}
