package io.fleetstream.benchmarks.gate;

import io.fleetstream.benchmarks.measure.Better;
import io.fleetstream.benchmarks.measure.Figure;
import io.fleetstream.benchmarks.report.Outcome;
import io.fleetstream.benchmarks.run.Benchmark;
import io.fleetstream.benchmarks.run.Run;
import io.fleetstream.jobs.rollout.domain.gate.EvidenceChange;
import io.fleetstream.jobs.rollout.domain.gate.GatePolicy;
import io.fleetstream.jobs.rollout.domain.simulation.GateSimulation;
import io.fleetstream.jobs.rollout.domain.simulation.Replay;
import io.fleetstream.jobs.rollout.domain.simulation.Scenario;
import java.util.ArrayList;
import java.util.List;

/**
 * How often the gate stops rollouts that harm nobody, how long it takes to stop those that do, and
 * whether it decides the same after kills and out-of-order input; beside a z-test that is looked at
 * every hour. Measures no time: the figures are the same on every machine.
 */
public final class GateBenchmark implements Benchmark {
    private static final double ALPHA = 0.05;
    private static final double MARGIN = 1.3;
    private static final double STANDARD_ERRORS = 2;
    private static final double PERCENT = 100;
    private static final long NULL_RUNS = 2_000;
    private static final long QUICK_NULL_RUNS = 100;
    private static final long PER_DOUBLED = 4;
    private static final long PER_REPLAY = 20;
    private static final GatePolicy POLICY = GateSimulation.policy(ALPHA, MARGIN);

    @Override
    public String name() {
        return "gate";
    }

    @Override
    public String description() {
        return "rollout gate: false stops, time to stop, equal after kills; by simulation";
    }

    @Override
    public Outcome run(Run run) {
        long runs = run.recordsOr(NULL_RUNS, QUICK_NULL_RUNS);
        List<Figure> figures = new ArrayList<>();
        harmless(run, figures, "equal-devices", Scenario.canary(0, 1), runs);
        harmless(run, figures, "unequal-devices", Scenario.canary(1, 1), runs);
        harmless(run, figures, "stages", GateScenarios.stages(), runs);
        harmful(run, figures, "equal-devices", 0, Math.max(1, runs / PER_DOUBLED));
        harmful(run, figures, "unequal-devices", 1, Math.max(1, runs / PER_DOUBLED));
        replays(run, figures, Math.max(1, runs / PER_REPLAY));
        return new Outcome(name(), "simulation", List.of(), List.of(), List.of(), figures);
    }

    private void harmless(
            Run run, List<Figure> figures, String which, Scenario scenario, long runs) {
        Watches watches = Watches.of(scenario, policy(scenario), runs);
        // Alpha as it may come out in so many runs.
        double bound = ALPHA + STANDARD_ERRORS * Math.sqrt(ALPHA * (1 - ALPHA) / runs);
        String prefix = name() + ".harmless." + which;
        figures.add(
                new Figure(
                        prefix + ".stops",
                        PERCENT * watches.gate().share(),
                        "percent",
                        Better.LOWER,
                        PERCENT * bound));
        // Who is not honest must be seen not to be, or these runs would show nothing.
        figures.add(
                new Figure(
                        prefix + ".z-test.stops",
                        PERCENT * watches.zTest().share(),
                        "percent",
                        Better.HIGHER,
                        PERCENT * bound));
        run.say(
                "gate: %s, %d harmless rollouts, seeds from 0: stops %d, z-test %d",
                which, runs, watches.gate().stops(), watches.zTest().stops());
    }

    private void harmful(
            Run run, List<Figure> figures, String which, double unevenness, long runs) {
        Watches watches = Watches.of(Scenario.canary(unevenness, 2), POLICY, runs);
        String prefix = name() + ".doubled-hazard." + which;
        figures.add(
                new Figure(
                        prefix + ".stops",
                        PERCENT * watches.gate().share(),
                        "percent",
                        Better.HIGHER));
        figures.add(
                new Figure(
                        prefix + ".time-to-stop", watches.gate().medianHours(), "h", Better.LOWER));
        figures.add(
                new Figure(
                        prefix + ".z-test.time-to-stop",
                        watches.zTest().medianHours(),
                        "h",
                        Better.LOWER));
        run.say(
                "gate: %s, %d rollouts that double the hazard: median %.1f h, z-test %.1f h",
                which, runs, watches.gate().medianHours(), watches.zTest().medianHours());
    }

    private void replays(Run run, List<Figure> figures, long runs) {
        Scenario scenario = Scenario.canary(1, 1.5);
        long different = 0;
        for (long seed = 0; seed < runs; seed++) {
            List<EvidenceChange> changes = new GateSimulation(scenario, POLICY, seed).changes();
            long end = scenario.durationMs();
            if (!Replay.shaken(POLICY, changes, end, seed)
                    .equals(Replay.straight(POLICY, changes, end))) {
                different++;
            }
        }
        figures.add(
                new Figure(
                        name() + ".replays.different",
                        different,
                        " of " + runs,
                        Better.LOWER,
                        0.0));
        run.say("gate: %d replays out of order with kills: %d different", runs, different);
    }

    private static GatePolicy policy(Scenario scenario) {
        return scenario.stages().size() == 1 ? POLICY : GateScenarios.graceful(POLICY);
    }
}
