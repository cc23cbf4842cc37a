package io.fleetstream.benchmarks.scale;

import io.fleetstream.benchmarks.child.ChildProcess;
import io.fleetstream.benchmarks.child.Request;
import io.fleetstream.benchmarks.measure.Comparison;
import io.fleetstream.benchmarks.measure.Drain;
import io.fleetstream.benchmarks.measure.Sample;
import io.fleetstream.benchmarks.report.Outcome;
import io.fleetstream.benchmarks.run.Benchmark;
import io.fleetstream.benchmarks.run.Rounds;
import io.fleetstream.benchmarks.run.Rounds.Contestant;
import io.fleetstream.benchmarks.run.Run;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a message costs ingest's stateful operator in fleets of several sizes. */
public final class ScaleBenchmark implements Benchmark {
    private static final long RECORDS = 2_000_000;
    private static final long QUICK_RECORDS = 20_000;
    private static final long QUICK_SHARE = 1_000;
    private static final Duration LIMIT = Duration.ofMinutes(15);
    private static final double TARGET = 1.3;

    private static final Fleet SMALL = new Fleet("devices-10-thousand", 10_000, "2g");
    private static final Fleet MEDIUM = new Fleet("devices-1-million", 1_000_000, "3g");
    private static final Fleet LARGE = new Fleet("devices-5-million", 5_000_000, "5g");

    private static final List<Fleet> FLEETS = List.of(SMALL, MEDIUM, LARGE);
    private static final List<Comparison> COMPARISONS =
            List.of(
                    Comparison.toCeiling(MEDIUM.name(), SMALL.name()).withTarget(TARGET),
                    Comparison.toCeiling(LARGE.name(), SMALL.name()).withTarget(TARGET));

    private record Fleet(String name, long devices, String heap) {
        /** Nearly all of it for what lives long: the state. */
        List<String> flags() {
            return List.of(
                    "-Xms" + heap, "-Xmx" + heap, "-XX:NewRatio=5", "-XX:+UseTransparentHugePages");
        }
    }

    /** A process of its own for one fleet. */
    private record Entrant(Fleet fleet, ChildProcess child, long devices, long records)
            implements Contestant {
        @Override
        public String name() {
            return fleet.name();
        }

        @Override
        public Sample drain() throws IOException {
            return child.drain(
                    new Request(
                            Map.of(
                                    FleetVariant.DEVICES,
                                    Long.toString(devices),
                                    Request.RECORDS,
                                    Long.toString(records))),
                    LIMIT);
        }
    }

    @Override
    public String name() {
        return "ingest-scale";
    }

    @Override
    public String description() {
        return "ingest's stateful operator with 10 thousand, 1 million and 5 million devices";
    }

    @Override
    public Outcome run(Run run) throws IOException {
        long records = run.recordsOr(RECORDS, QUICK_RECORDS);
        Path directory = run.directory().resolve(name());
        List<Entrant> entrants = new ArrayList<>();
        try {
            for (Fleet fleet : FLEETS) {
                if (run.wants(fleet.name())) {
                    long devices = run.quick() ? fleet.devices() / QUICK_SHARE : fleet.devices();
                    entrants.add(
                            new Entrant(
                                    fleet,
                                    ChildProcess.start(
                                            fleet.name(),
                                            FleetVariant.class,
                                            directory,
                                            fleet.flags()),
                                    devices,
                                    records));
                }
            }
            List<Drain> drains = Rounds.run(run, name(), entrants, records);
            run.say("%s: bytes of heap per device are in the logs under %s", name(), directory);
            return new Outcome(
                    name(),
                    "record",
                    entrants.stream().map(Entrant::name).toList(),
                    COMPARISONS.stream()
                            .filter(each -> run.wants(each.numerator()))
                            .filter(each -> run.wants(each.denominator()))
                            .map(each -> run.quick() ? each.withoutTarget() : each)
                            .toList(),
                    drains);
        } finally {
            for (Entrant entrant : entrants) {
                entrant.child().close();
            }
        }
    }
}
