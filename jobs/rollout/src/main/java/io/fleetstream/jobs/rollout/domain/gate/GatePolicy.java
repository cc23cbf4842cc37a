package io.fleetstream.jobs.rollout.domain.gate;

import java.util.List;

/**
 * When telemetry stops a rollout, and when it lets it go on.
 *
 * @param guards what must not get worse; none for a gate that only counts reported states
 * @param alpha bound on the probability of a stop without a reason, over the whole rollout and all
 *     guards, however often it is looked at; shared equally by the guards
 * @param beta bound on the probability of going on though the hazard ratio is the margin or more
 * @param hazardRatios harm that is looked for; ratios above 1
 * @param margin hazard ratio that is too much; above 1
 * @param minimumAtRisk treated devices that must have been at risk before a stage is called safe
 * @param graceMs time after a device's update, and for all devices after a stage was opened, in
 *     which nothing counts
 * @param stepMs resolution of event time; events of one step count in the order of their devices'
 *     scores
 */
public record GatePolicy(
        List<GuardPlan> guards,
        double alpha,
        double beta,
        List<Double> hazardRatios,
        double margin,
        long minimumAtRisk,
        long graceMs,
        long stepMs) {
    /** Hazard ratios that are looked for where nothing else is said. */
    public static final List<Double> HAZARD_RATIOS = List.of(1.25, 1.5, 2.0, 3.0, 5.0);

    /** Takes copies. */
    public GatePolicy {
        guards = List.copyOf(guards);
        hazardRatios = List.copyOf(hazardRatios);
        if (!guards.isEmpty() && !(alpha > 0 && alpha < 1 && beta > 0 && beta < 1 && margin > 1)) {
            throw new IllegalArgumentException(
                    "alpha " + alpha + ", beta " + beta + ", margin " + margin);
        }
        if (stepMs < 1 || graceMs < 0) {
            throw new IllegalArgumentException("steps of " + stepMs + " ms, grace " + graceMs);
        }
    }

    /**
     * Evidence of harm at which a guard stops the rollout: {@code guards / alpha}. Shares, not the
     * mean of the guards' evidence: a device that had an event of one guard is known to be treated
     * or not by those of another, and the mean would be no martingale.
     */
    public double stopAt() {
        return guards.size() / alpha;
    }

    /** Whether some guard hears of alarms. */
    public boolean countsAlarms() {
        return guards.stream().anyMatch(GuardPlan::countsAlarms);
    }

    /** Evidence of safety that every guard must reach for the rollout to go on. */
    public double proceedAt() {
        return 1 / beta;
    }
}
