package io.fleetstream.benchmarks.gate;

import io.fleetstream.jobs.rollout.domain.gate.GatePolicy;
import io.fleetstream.jobs.rollout.domain.simulation.GateSimulation;
import io.fleetstream.jobs.rollout.domain.simulation.Scenario;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * What two watchers did about the same rollouts.
 *
 * @param gate the gate, after every event
 * @param zTest the z-test, every hour
 */
record Watches(Stops gate, Stops zTest) {
    /** Runs rollouts with the seeds from 0 on. */
    static Watches of(Scenario scenario, GatePolicy policy, long runs) {
        List<OptionalLong> gate = new ArrayList<>();
        List<OptionalLong> zTest = new ArrayList<>();
        for (long seed = 0; seed < runs; seed++) {
            GateSimulation simulation = new GateSimulation(scenario, policy, seed);
            gate.add(simulation.stoppedAt());
            zTest.add(simulation.zTestStoppedAt());
        }
        return new Watches(Stops.of(gate), Stops.of(zTest));
    }

    /**
     * When rollouts were stopped.
     *
     * @param runs how many there were
     * @param timesMs when those that were stopped were, ascending, milliseconds
     */
    record Stops(long runs, List<Long> timesMs) {
        private static final double HOUR_MS = 3_600_000;

        static Stops of(List<OptionalLong> stops) {
            return new Stops(
                    stops.size(),
                    stops.stream().flatMapToLong(OptionalLong::stream).sorted().boxed().toList());
        }

        long stops() {
            return timesMs.size();
        }

        double share() {
            return (double) stops() / runs;
        }

        /** Over all runs, those never stopped counting as longest; infinite if most were not. */
        double medianHours() {
            int middle = (int) (runs / 2);
            return middle < timesMs.size()
                    ? timesMs.get(middle) / HOUR_MS
                    : Double.POSITIVE_INFINITY;
        }
    }
}
