package io.fleetstream.benchmarks.anomaly;

import io.fleetstream.benchmarks.child.ChildProcess;
import io.fleetstream.benchmarks.child.Request;
import io.fleetstream.benchmarks.child.Variant;
import io.fleetstream.benchmarks.measure.Better;
import io.fleetstream.benchmarks.measure.Comparison;
import io.fleetstream.benchmarks.measure.Drain;
import io.fleetstream.benchmarks.measure.Figure;
import io.fleetstream.benchmarks.measure.Sample;
import io.fleetstream.benchmarks.measure.Statistics;
import io.fleetstream.benchmarks.report.Outcome;
import io.fleetstream.benchmarks.run.Benchmark;
import io.fleetstream.benchmarks.run.Rounds;
import io.fleetstream.benchmarks.run.Rounds.Contestant;
import io.fleetstream.benchmarks.run.Run;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a value costs each detector, beside adding the same values up; and bytes of state. */
public final class CostBenchmark implements Benchmark {
    private static final int DEVICES = 1_000;
    private static final long VALUES = 5_000_000;
    private static final long QUICK_VALUES = 200_000;
    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final List<String> HEAP = List.of("-Xms320m", "-Xmx320m");
    private static final double LEAST_RATE = 500_000;
    private static final double MOST_BYTES = 16 << 10;
    private static final double MOST_MICROS = 0.25;
    private static final String CEILING = "sum";
    private static final String MOVED = "novelty-moved";
    private static final String DESK = "desk";
    private static final List<String> DESKS = List.of("ewma", "robust-z", "cusum", "novelty");

    private record Part(
            String name, Class<? extends Variant> variant, String detector, boolean moved) {}

    private record Turn(Part part, ChildProcess child, long records) implements Contestant {
        @Override
        public String name() {
            return part.name();
        }

        @Override
        public Sample drain() throws IOException {
            return child.drain(
                    new Request(
                            Map.of(
                                    DetectorVariant.DETECTOR,
                                    part.detector(),
                                    DetectorVariant.MOVED,
                                    Boolean.toString(part.moved()),
                                    DetectorVariant.DEVICES,
                                    Integer.toString(DEVICES),
                                    Request.RECORDS,
                                    Long.toString(records))),
                    LIMIT);
        }
    }

    @Override
    public String name() {
        return "anomaly-cost";
    }

    @Override
    public String description() {
        return "what a value costs each anomaly detector, and bytes of its state";
    }

    @Override
    public Outcome run(Run run) throws IOException {
        long records = Math.max(1, run.recordsOr(VALUES, QUICK_VALUES) / DEVICES) * DEVICES;
        List<Turn> turns = new ArrayList<>();
        try {
            for (Part part : parts()) {
                boolean asked = run.variants().contains(part.name());
                if (asked || (run.wants(part.name()) && !part.name().equals(Entrant.FOREST))) {
                    turns.add(
                            new Turn(
                                    part,
                                    ChildProcess.start(
                                            part.name(),
                                            part.variant(),
                                            run.directory().resolve(name()),
                                            HEAP),
                                    records));
                }
            }
            List<Drain> drains = Rounds.run(run, name(), turns, records);
            List<String> names = turns.stream().map(Turn::name).toList();
            return new Outcome(
                    name(), "value", names, ratios(names), drains, figures(run, names, drains));
        } finally {
            for (Turn turn : turns) {
                turn.child().close();
            }
        }
    }

    private static List<Part> parts() {
        List<Part> parts = new ArrayList<>();
        parts.add(new Part(CEILING, DetectorVariant.class, "", false));
        for (Entrant each : Entrant.all()) {
            parts.add(new Part(each.name(), DetectorVariant.class, each.name(), false));
        }
        parts.add(new Part(MOVED, DetectorVariant.class, Entrant.NOVELTY, true));
        parts.add(new Part(DESK, DeskVariant.class, "", false));
        for (String kind : DESKS) {
            String detector = "{kind: " + kind + "}";
            parts.add(new Part(DESK + "-" + kind, DeskVariant.class, detector, false));
        }
        return parts;
    }

    private static List<Comparison> ratios(List<String> names) {
        return names.stream()
                .filter(name -> !name.equals(CEILING) && !name.equals(DESK))
                .map(name -> Comparison.toCeiling(name, ceiling(name)))
                .filter(ratio -> names.contains(ratio.denominator()))
                .toList();
    }

    private static String ceiling(String name) {
        return name.startsWith(DESK) ? DESK : CEILING;
    }

    private List<Figure> figures(Run run, List<String> names, List<Drain> drains) {
        Statistics statistics = new Statistics(drains);
        List<Figure> figures = new ArrayList<>();
        for (Entrant each : Entrant.all()) {
            if (!names.contains(each.name())) {
                continue;
            }
            String prefix = name() + "." + each.name();
            Double leastRate = run.quick() || each.isForest() ? null : LEAST_RATE;
            double micros = statistics.leastCpuMicros(each.name());
            figures.add(
                    each.isCheap()
                            ? new Figure(
                                    prefix + ".per-value",
                                    micros,
                                    "us",
                                    Better.LOWER,
                                    run.quick() ? null : MOST_MICROS)
                            : new Figure(
                                    prefix + ".per-cpu-second",
                                    1e6 / micros,
                                    "values",
                                    Better.HIGHER,
                                    leastRate));
            figures.add(
                    new Figure(
                            prefix + ".state",
                            each.detector().mostBytes(),
                            "bytes",
                            Better.LOWER,
                            each.isForest() ? null : MOST_BYTES));
        }
        for (String kind : DESKS) {
            String desk = DESK + "-" + kind;
            if (names.contains(DESK) && names.contains(desk)) {
                boolean cheap = !kind.equals(Entrant.NOVELTY) && !run.quick();
                figures.add(
                        new Figure(
                                name() + "." + desk + ".added",
                                statistics.leastCpuMicros(desk) - statistics.leastCpuMicros(DESK),
                                "us",
                                Better.LOWER,
                                cheap ? MOST_MICROS : null));
            }
        }
        return figures;
    }
}
