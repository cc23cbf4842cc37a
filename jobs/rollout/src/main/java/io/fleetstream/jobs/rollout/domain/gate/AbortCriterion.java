package io.fleetstream.jobs.rollout.domain.gate;

/**
 * An abort criterion of AWS IoT Jobs: at least so many executions completed, and at least that
 * share of them in this way.
 *
 * @param type which failures count
 * @param hundredths of a percent, 1 to 10000: 20 % is 2000
 * @param minimum completed executions below which nothing is aborted; at least 1
 * @param action what then
 */
public record AbortCriterion(FailureType type, int hundredths, long minimum, StopAction action) {
    private static final long WHOLE = 10_000;

    /** Refuses what AWS refuses. */
    public AbortCriterion {
        if (hundredths < 1 || hundredths > WHOLE || minimum < 1) {
            throw new IllegalArgumentException(
                    hundredths + " hundredths of a percent after " + minimum);
        }
    }

    /** Whether it is met; exact, without rounding. */
    public boolean met(ExecutionCounts counts) {
        return counts.completed() >= minimum
                && type.count(counts) * WHOLE >= hundredths * counts.completed();
    }
}
