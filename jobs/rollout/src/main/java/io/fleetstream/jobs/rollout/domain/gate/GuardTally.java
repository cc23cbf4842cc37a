package io.fleetstream.jobs.rollout.domain.gate;

import java.util.Arrays;

/** What has been counted for one guard. Not thread-safe. */
final class GuardTally {
    private final FirstEventTest test;
    private final Side treated;
    private final Side control;

    GuardTally(FirstEventTest test) {
        this.test = test;
        this.treated = new Side(0, 0, 0);
        this.control = new Side(0, 0, 0);
    }

    GuardTally(GatePolicy policy, GuardEvidence evidence) {
        this.test =
                new FirstEventTest(
                        policy.hazardRatios(),
                        policy.margin(),
                        evidence.bets().stream().mapToDouble(Double::doubleValue).toArray(),
                        evidence.safety(),
                        evidence.peak());
        this.treated = Side.of(evidence.treated());
        this.control = Side.of(evidence.control());
    }

    void change(Arm arm, long devices) {
        side(arm).atRisk += devices;
    }

    void pass(long millis) {
        treated.pass(millis);
        control.pass(millis);
    }

    /** Counts an event, unless it is of nobody at risk and so says nothing. */
    void observe(Arm arm) {
        Side side = side(arm);
        if (side.atRisk > 0) {
            test.observe(arm, Math.max(0, treated.atRisk), Math.max(0, control.atRisk));
            side.events++;
        }
        side.atRisk--;
    }

    GuardEvidence evidence(String name) {
        return new GuardEvidence(
                name,
                treated.count(),
                control.count(),
                Arrays.stream(test.bets()).boxed().toList(),
                test.harm(),
                test.peak(),
                test.safety());
    }

    private Side side(Arm arm) {
        return arm == Arm.TREATED ? treated : control;
    }

    private static final class Side {
        private long atRisk;
        private long events;
        private long exposureMs;

        Side(long atRisk, long events, long exposureMs) {
            this.atRisk = atRisk;
            this.events = events;
            this.exposureMs = exposureMs;
        }

        static Side of(GuardEvidence.Count count) {
            return new Side(count.atRisk(), count.events(), count.exposureMs());
        }

        void pass(long millis) {
            exposureMs += Math.max(0, atRisk) * millis;
        }

        GuardEvidence.Count count() {
            return new GuardEvidence.Count(atRisk, events, exposureMs);
        }
    }
}
