package io.fleetstream.benchmarks.presence;

import io.fleetstream.benchmarks.child.ChildProcess;
import io.fleetstream.benchmarks.child.ChildProcesses;
import io.fleetstream.benchmarks.child.Request;
import io.fleetstream.benchmarks.flame.FlameGraph;
import io.fleetstream.benchmarks.measure.Better;
import io.fleetstream.benchmarks.measure.Comparison;
import io.fleetstream.benchmarks.measure.Drain;
import io.fleetstream.benchmarks.measure.Figure;
import io.fleetstream.benchmarks.measure.Sample;
import io.fleetstream.benchmarks.report.Outcome;
import io.fleetstream.benchmarks.run.Benchmark;
import io.fleetstream.benchmarks.run.Rounds;
import io.fleetstream.benchmarks.run.Rounds.Contestant;
import io.fleetstream.benchmarks.run.Run;
import io.fleetstream.jobs.anomaly.function.WatchOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What it costs to watch five million devices for silence, beside keeping state of them alone; and
 * how late it is noticed, and whether anything stands still, when a million fall silent at once.
 */
public final class PresenceBenchmark implements Benchmark {
    private static final long DEVICES = 5_000_000;
    private static final long QUICK_DEVICES = 5_000;
    private static final long RECORDS = 3_000_000;
    private static final long QUICK_RECORDS = 20_000;
    private static final Duration LIMIT = Duration.ofMinutes(15);
    private static final double COST = 1.5;
    private static final double STALL_MILLIS = 2_000;
    private static final Duration LATE = Duration.ofSeconds(1);
    private static final List<String> KINDS =
            List.of(PresenceVariant.STATE_ONLY, PresenceVariant.PRESENCE, PresenceVariant.STORM);

    /** Nearly all of it for what lives long: the state. */
    private static final List<String> HEAP =
            List.of("-Xms4g", "-Xmx4g", "-XX:NewRatio=5", "-XX:+UseTransparentHugePages");

    /** A process of its own for one kind. */
    private record Entrant(
            String name, ChildProcess child, Path directory, long devices, long records)
            implements Contestant {
        private Path findings() {
            return directory.resolve(name + ".txt");
        }

        @Override
        public Sample drain() throws IOException {
            return child.drain(
                    new Request(
                            Map.of(
                                    PresenceVariant.KIND,
                                    name,
                                    PresenceVariant.DEVICES,
                                    Long.toString(devices),
                                    PresenceVariant.FINDINGS,
                                    findings().toString(),
                                    Request.RECORDS,
                                    Long.toString(records))),
                    LIMIT);
        }

        /** As {@link Findings} writes them. */
        List<Long> read() throws IOException {
            return Files.readAllLines(findings()).stream().map(Long::valueOf).toList();
        }
    }

    @Override
    public String name() {
        return "presence";
    }

    @Override
    public String description() {
        return "five million devices that may fall silent, and a million that do";
    }

    @Override
    public Outcome run(Run run) throws IOException {
        long devices = run.quick() ? QUICK_DEVICES : DEVICES;
        long records = run.recordsOr(RECORDS, QUICK_RECORDS);
        Path directory = run.directory().resolve(name());
        List<Drain> drains = new ArrayList<>();
        List<Figure> figures = new ArrayList<>();
        try (ChildProcesses children = new ChildProcesses(directory, HEAP, run.sharesProcesses())) {
            try (ChildProcess state = start(run, children, PresenceVariant.STATE_ONLY, directory);
                    ChildProcess presence =
                            start(run, children, PresenceVariant.PRESENCE, directory)) {
                List<Entrant> entrants =
                        List.of(
                                new Entrant(
                                        PresenceVariant.STATE_ONLY,
                                        state,
                                        directory,
                                        devices,
                                        records),
                                new Entrant(
                                        PresenceVariant.PRESENCE,
                                        presence,
                                        directory,
                                        devices,
                                        records));
                drains.addAll(Rounds.run(run, name(), entrants, records));
                for (Entrant entrant : entrants) {
                    figures.add(heap(entrant));
                }
            }
            figures.addAll(storm(run, children, directory, devices));
        }
        draw(run, directory);
        Comparison cost =
                Comparison.toCeiling(PresenceVariant.PRESENCE, PresenceVariant.STATE_ONLY)
                        .withTarget(COST);
        return new Outcome(
                name(),
                "record",
                List.of(PresenceVariant.STATE_ONLY, PresenceVariant.PRESENCE),
                List.of(run.quick() ? cost.withoutTarget() : cost),
                drains,
                figures);
    }

    private Figure heap(Entrant entrant) throws IOException {
        return new Figure(
                name() + "." + entrant.name() + ".heap-per-device",
                entrant.read().get(0),
                "bytes",
                Better.LOWER);
    }

    private List<Figure> storm(Run run, ChildProcesses children, Path directory, long devices)
            throws IOException {
        Schedule schedule = Schedule.storm(devices);
        try (ChildProcess child = start(run, children, PresenceVariant.STORM, directory)) {
            Entrant storm = new Entrant(PresenceVariant.STORM, child, directory, devices, 0);
            Sample sample = storm.drain();
            List<Long> findings = storm.read();
            run.say(
                    "presence: %,d of %,d devices fell silent; %,d messages of the others, %.2f us"
                            + " CPU each",
                    findings.get(1), devices, sample.records(), sample.cpuMicrosPerRecord());
            if (findings.get(1) != schedule.silent()) {
                throw new IOException(
                        "presence: %d devices fell silent, %d were missed"
                                .formatted(schedule.silent(), findings.get(1)));
            }
            return List.of(
                    new Figure(
                            name() + ".storm.lateness-p99",
                            findings.get(2),
                            "ms of event time",
                            Better.LOWER,
                            (double) WatchOptions.DEFAULT.presenceGrain().plus(LATE).toMillis()),
                    new Figure(
                            name() + ".storm.longest-second",
                            findings.get(3),
                            "ms",
                            Better.LOWER,
                            run.quick() ? null : STALL_MILLIS),
                    new Figure(
                            name() + ".storm.burst-second", findings.get(4), "ms", Better.LOWER));
        }
    }

    private static ChildProcess start(Run run, ChildProcesses children, String kind, Path directory)
            throws IOException {
        return children.start(
                kind,
                PresenceVariant.class,
                run.flameGraphs().map(unused -> recording(directory, kind)));
    }

    /** Recordings are there once the processes have ended. */
    private static void draw(Run run, Path directory) throws IOException {
        if (run.flameGraphs().isPresent()) {
            for (String kind : KINDS) {
                FlameGraph.draw(recording(directory, kind), run.flameGraphs().get(), kind);
            }
        }
    }

    private static Path recording(Path directory, String kind) {
        return directory.resolve("logs").resolve(kind + ".jfr");
    }
}
