package io.fleetstream.jobs.rollout.domain.gate;

import java.util.List;

/**
 * When a stage is done, by what devices report and by time.
 *
 * @param minimumSoakMs event time from the release of the stage's last device that must pass before
 *     the next stage
 * @param maximumSoakMs the same after which the undecided are decided; at least the minimum
 * @param undecided what then
 * @param successPercent hawkBit's success condition: share of the stage's devices that finished, at
 *     least; an empty stage is a success
 * @param errorPercent hawkBit's error condition: share of the stage's devices that ended badly,
 *     strictly more; null for none
 * @param errorAction what then
 * @param aborts AWS's abort criteria, read in this order
 */
public record StageCriteria(
        long minimumSoakMs,
        long maximumSoakMs,
        Undecided undecided,
        int successPercent,
        Integer errorPercent,
        StopAction errorAction,
        List<AbortCriterion> aborts) {
    private static final long PERCENT = 100;

    /** What is done when a stage has soaked as long as it may and nothing is proven. */
    public enum Undecided {
        /** Somebody has to approve. */
        ASK,
        /** No evidence of harm is good enough. */
        PROCEED,
        /** Only evidence of safety is good enough. */
        ABORT
    }

    /** Takes a copy. */
    public StageCriteria {
        aborts = List.copyOf(aborts);
        if (minimumSoakMs < 0 || maximumSoakMs < minimumSoakMs) {
            throw new IllegalArgumentException(
                    "soak of " + minimumSoakMs + " to " + maximumSoakMs + " ms");
        }
    }

    /** hawkBit's error condition. */
    boolean error(ExecutionCounts counts) {
        return errorPercent != null
                && counts.targets() > 0
                && counts.bad() * PERCENT > errorPercent * counts.targets();
    }

    /** hawkBit's success condition; met too if all finished and there is no error. */
    boolean success(ExecutionCounts counts) {
        return counts.succeeded() * PERCENT >= successPercent * counts.targets()
                || (counts.terminal() >= counts.targets() && !error(counts));
    }
}
