package io.fleetstream.jobs.rollout.domain.simulation;

import io.fleetstream.jobs.rollout.domain.gate.DeviceTrial;
import io.fleetstream.jobs.rollout.domain.gate.EvidenceChange;
import io.fleetstream.jobs.rollout.domain.gate.GatePolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * A device of a simulation.
 *
 * @param id unique in the simulation
 * @param score decides the stage, 0 to 1
 * @param treatedAt when its stage was opened; {@link DeviceTrial#NEVER} if never
 * @param updatedAt when it had the update; NEVER if not while it was watched
 * @param events times of all its events, ascending
 */
record SimulatedDevice(String id, double score, long treatedAt, long updatedAt, List<Long> events) {

    static SimulatedDevice of(Scenario scenario, int number, double score, RandomGenerator random) {
        long treatedAt = scenario.openedFor(score);
        long delay = (long) (scenario.meanUpdateDelayMs() * random.nextExponential());
        long updatedAt = treatedAt == DeviceTrial.NEVER ? treatedAt : treatedAt + delay;
        double sd = scenario.unevenness();
        double perMs =
                scenario.eventsPerDay()
                        / Scenario.DAY_MS
                        * Math.exp(sd * random.nextGaussian() - sd * sd / 2);
        return new SimulatedDevice(
                "device-" + number,
                score,
                treatedAt,
                updatedAt,
                events(scenario, perMs, updatedAt, random));
    }

    private static List<Long> events(
            Scenario scenario, double perMs, long updatedAt, RandomGenerator random) {
        List<Long> events = new ArrayList<>();
        double time = 0;
        while (true) {
            double wait = random.nextExponential() / perMs;
            double before = Math.max(0, updatedAt - time);
            // What of the wait is left after the update passes faster.
            time += wait <= before ? wait : before + (wait - before) / scenario.hazardRatio();
            if (time >= scenario.durationMs()) {
                return events;
            }
            events.add((long) time);
        }
    }

    /** What is known of it for a gate whose every guard counts all events. */
    DeviceTrial trial(Scenario scenario, GatePolicy policy) {
        List<Long> earliest = events.subList(0, Math.min(events.size(), DeviceTrial.MOST_SIGNALS));
        return new DeviceTrial(
                0,
                treatedAt,
                DeviceTrial.NEVER,
                updatedAt,
                DeviceTrial.NEVER,
                scenario.stages().stream().map(Scenario.Stage::openedAt).toList(),
                policy.guards().stream().map(guard -> earliest).toList(),
                policy.guards().stream().map(guard -> DeviceTrial.NEVER).toList(),
                List.of());
    }

    /** All changes of the evidence it makes. */
    List<EvidenceChange> changes(Scenario scenario, GatePolicy policy) {
        return trial(scenario, policy)
                .since(DeviceTrial.unknown(policy.guards().size()), policy, id, score);
    }
}
