package io.fleetstream.jobs.rollout.domain.rollout;

import io.fleetstream.jobs.rollout.domain.gate.EvidenceState;
import io.fleetstream.jobs.rollout.domain.gate.ExecutionCounts;
import java.util.List;

/**
 * All that a controller keeps of one rollout.
 *
 * @param view what the log amounts to
 * @param counts devices by bucket
 * @param progress for each stage, what became of its devices
 * @param waiting devices that became eligible and have not been counted
 * @param evidence of the gate
 * @param judgedTo arrival time up to which alarms have been judged, epoch milliseconds; null if
 *     that was never heard
 */
public record ControllerState(
        RolloutView view,
        List<Census.Count> counts,
        List<ExecutionCounts> progress,
        long waiting,
        EvidenceState evidence,
        Long judgedTo) {
    /** Takes copies. */
    public ControllerState {
        counts = List.copyOf(counts);
        progress = List.copyOf(progress);
    }
}
