package io.fleetstream.jobs.rollout.domain.gate;

import java.util.List;
import java.util.Set;

/** Policies of tests: steps of 10 ms, hazard ratio 2 alone. */
final class TestPolicies {
    private TestPolicies() {}

    static GatePolicy plain(GuardPlan... guards) {
        return withGrace(0, guards);
    }

    static GatePolicy withGrace(long graceMs, GuardPlan... guards) {
        return new GatePolicy(List.of(guards), 0.05, 0.05, List.of(2.0), 1.5, 5, graceMs, 10);
    }

    static GuardPlan guard(String name, String... signals) {
        return new GuardPlan(name, Set.of(signals), 0);
    }
}
