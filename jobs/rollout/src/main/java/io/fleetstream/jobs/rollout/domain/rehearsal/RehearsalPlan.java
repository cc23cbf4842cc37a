package io.fleetstream.jobs.rollout.domain.rehearsal;

import io.fleetstream.jobs.rollout.domain.rollout.RolloutDefinition;

/**
 * How a rollout is rehearsed.
 *
 * @param definition the rollout; its start, end and maintenance windows do not count
 * @param from beginning of the recording, when the rollout begins; epoch milliseconds
 * @param until its end
 * @param runs how often, each with cohorts of its own
 * @param seed of the cohorts and delays
 * @param installMs mean time from when a device is told until it has the update, milliseconds;
 *     times are drawn from an exponential distribution
 * @param tickMs how often the controller looks, milliseconds
 */
public record RehearsalPlan(
        RolloutDefinition definition,
        long from,
        long until,
        int runs,
        long seed,
        long installMs,
        long tickMs) {
    /** Refuses what would never end. */
    public RehearsalPlan {
        if (from >= until || runs < 1 || installMs < 0 || tickMs < 1) {
            throw new IllegalArgumentException(
                    "a rehearsal of " + runs + " runs, " + from + " to " + until + " by " + tickMs);
        }
    }
}
