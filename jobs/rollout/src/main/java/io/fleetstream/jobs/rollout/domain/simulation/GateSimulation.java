package io.fleetstream.jobs.rollout.domain.simulation;

import io.fleetstream.jobs.rollout.domain.gate.Decision;
import io.fleetstream.jobs.rollout.domain.gate.Evidence;
import io.fleetstream.jobs.rollout.domain.gate.EvidenceChange;
import io.fleetstream.jobs.rollout.domain.gate.ExecutionCounts;
import io.fleetstream.jobs.rollout.domain.gate.Gate;
import io.fleetstream.jobs.rollout.domain.gate.GateCase;
import io.fleetstream.jobs.rollout.domain.gate.GatePolicy;
import io.fleetstream.jobs.rollout.domain.gate.GuardPlan;
import io.fleetstream.jobs.rollout.domain.gate.StageCriteria;
import io.fleetstream.jobs.rollout.domain.gate.StopAction;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;

/**
 * One fleet through one rollout, watched by the gate after every event and, beside it, by someone
 * who runs a z-test every hour. Equal seeds give equal fleets. Immutable.
 */
public final class GateSimulation {
    private static final StageCriteria NO_CRITERIA =
            new StageCriteria(
                    0,
                    Long.MAX_VALUE,
                    StageCriteria.Undecided.ASK,
                    0,
                    null,
                    StopAction.PAUSE,
                    List.of());

    private final Scenario scenario;
    private final GatePolicy policy;
    private final List<SimulatedDevice> devices;

    /** Makes the fleet. */
    public GateSimulation(Scenario scenario, GatePolicy policy, long seed) {
        this.scenario = scenario;
        this.policy = policy;
        this.devices = devices(scenario, new Random(seed));
    }

    /** One guard on any alarm; one-minute steps, 10 devices at least. */
    public static GatePolicy policy(double alpha, double margin) {
        return new GatePolicy(
                List.of(new GuardPlan("alarms", Set.of("alarm:*"), 0)),
                alpha,
                0.05,
                GatePolicy.HAZARD_RATIOS,
                margin,
                10,
                0,
                60_000);
    }

    /**
     * When the gate stops the rollout, looking after every event.
     *
     * @return milliseconds from the start; empty if never
     */
    public OptionalLong stoppedAt() {
        return firstTime(Decision.ROLLBACK);
    }

    /**
     * When telemetry first lets the rollout go on.
     *
     * @return milliseconds from the start; empty if never
     */
    public OptionalLong provenSafeAt() {
        return firstTime(Decision.PROCEED);
    }

    /** When a one-sided z-test at 5 % on all events, run every hour, first stops. */
    public OptionalLong zTestStoppedAt() {
        return PeekingZTest.stoppedAt(scenario, devices);
    }

    /** What all devices tell the gate, device after device. */
    public List<EvidenceChange> changes() {
        return devices.stream()
                .flatMap(device -> device.changes(scenario, policy).stream())
                .toList();
    }

    private OptionalLong firstTime(Decision decision) {
        Evidence evidence = new Evidence(policy);
        List<EvidenceChange> changes = changes();
        changes.forEach(evidence::add);
        List<Long> looks =
                changes.stream()
                        .filter(change -> change instanceof EvidenceChange.First)
                        .map(EvidenceChange::time)
                        .sorted()
                        .toList();
        for (long look : looks) {
            long watermark = look + policy.stepMs();
            evidence.advance(watermark);
            GateCase given =
                    new GateCase(
                            policy,
                            NO_CRITERIA,
                            0,
                            0,
                            watermark,
                            watermark,
                            ExecutionCounts.of(0),
                            evidence.guards());
            if (Gate.decide(given).decision() == decision) {
                return OptionalLong.of(look);
            }
        }
        return OptionalLong.empty();
    }

    private static List<SimulatedDevice> devices(Scenario scenario, Random random) {
        List<Integer> places = new ArrayList<>();
        for (int place = 0; place < scenario.devices(); place++) {
            places.add(place);
        }
        Collections.shuffle(places, random);
        List<SimulatedDevice> devices = new ArrayList<>();
        for (int number = 0; number < scenario.devices(); number++) {
            double score = (places.get(number) + 0.5) / scenario.devices();
            devices.add(SimulatedDevice.of(scenario, number, score, random));
        }
        return devices;
    }
}
