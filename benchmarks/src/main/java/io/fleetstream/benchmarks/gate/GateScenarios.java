package io.fleetstream.benchmarks.gate;

import io.fleetstream.jobs.rollout.domain.gate.GatePolicy;
import io.fleetstream.jobs.rollout.domain.simulation.Scenario;
import java.util.List;

/** Rollouts of the benchmark that are more than one canary. */
final class GateScenarios {
    private static final long GRACE_MS = 1_800_000;

    private GateScenarios() {}

    /**
     * Harmless, but hard to see: three stages, very unequal devices, updates that take six hours.
     */
    static Scenario stages() {
        return new Scenario(
                1_000,
                List.of(
                        new Scenario.Stage(0, 0.05),
                        new Scenario.Stage(2 * Scenario.DAY_MS, 0.3),
                        new Scenario.Stage(5 * Scenario.DAY_MS, 0.6)),
                0.2,
                1.5,
                1,
                Scenario.DAY_MS / 4.0,
                10 * Scenario.DAY_MS);
    }

    /** The policy with half an hour in which devices may reboot. */
    static GatePolicy graceful(GatePolicy policy) {
        return new GatePolicy(
                policy.guards(),
                policy.alpha(),
                policy.beta(),
                policy.hazardRatios(),
                policy.margin(),
                policy.minimumAtRisk(),
                GRACE_MS,
                policy.stepMs());
    }
}
