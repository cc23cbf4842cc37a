package io.fleetstream.jobs.rollout.domain.gate;

import java.util.List;

/**
 * All that {@link Evidence} keeps.
 *
 * @param counted time before which everything was counted, epoch milliseconds; {@link
 *     Long#MIN_VALUE} before the first watermark
 * @param late changes that came after their step
 * @param guards what each guard knows; empty before anything is known
 * @param risks sums of the steps that are open, in order
 * @param firsts events of the steps that are open, in order
 */
public record EvidenceState(
        long counted,
        long late,
        List<GuardEvidence> guards,
        List<EvidenceChange.Risk> risks,
        List<EvidenceChange.First> firsts) {
    /** Takes copies. */
    public EvidenceState {
        guards = List.copyOf(guards);
        risks = List.copyOf(risks);
        firsts = List.copyOf(firsts);
    }
}
