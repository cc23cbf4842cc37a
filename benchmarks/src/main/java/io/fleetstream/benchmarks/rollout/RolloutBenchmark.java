package io.fleetstream.benchmarks.rollout;

import io.fleetstream.benchmarks.child.ChildProcess;
import io.fleetstream.benchmarks.child.ChildProcesses;
import io.fleetstream.benchmarks.child.Request;
import io.fleetstream.benchmarks.measure.Comparison;
import io.fleetstream.benchmarks.measure.Drain;
import io.fleetstream.benchmarks.measure.Figure;
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
import java.util.Optional;

/**
 * A rollout to a million devices: what a record costs beside a floor, and, on the sandbox's
 * cluster, what a device takes in snapshots, how long a release takes to the last device and a
 * pause to the last one told, and how long checkpoints take meanwhile.
 */
public final class RolloutBenchmark implements Benchmark {
    private static final long RECORDS = 3_000_000;
    private static final long QUICK_RECORDS = 6_000;
    private static final Duration LIMIT = Duration.ofMinutes(15);
    private static final List<String> HEAP = List.of("-Xms3g", "-Xmx3g");

    /** Floor and job on one state backend; the job goes first, for the floor to know its bytes. */
    private static final List<Entry> ENTRIES =
            List.of(
                    new Entry("heap-rollout", CostVariant.JOB, "hashmap"),
                    new Entry("heap-floor", CostVariant.FLOOR, "hashmap"),
                    new Entry("rocksdb-rollout", CostVariant.JOB, "rocksdb"),
                    new Entry("rocksdb-floor", CostVariant.FLOOR, "rocksdb"));

    private static final List<Comparison> COMPARISONS =
            List.of(
                    Comparison.toCeiling("heap-rollout", "heap-floor"),
                    Comparison.toCeiling("rocksdb-rollout", "rocksdb-floor"));

    private record Entry(String name, String kind, String backend) {}

    /** A process of its own for one of them. */
    private record Entrant(Entry entry, ChildProcess child, Path moved, long records)
            implements Contestant {
        @Override
        public String name() {
            return entry.name();
        }

        @Override
        public Sample drain() throws IOException {
            return child.drain(
                    new Request(
                            Map.of(
                                    CostVariant.KIND,
                                    entry.kind(),
                                    CostVariant.BACKEND,
                                    entry.backend(),
                                    CostVariant.MOVED,
                                    moved.toString(),
                                    Request.RECORDS,
                                    Long.toString(records))),
                    LIMIT);
        }
    }

    @Override
    public String name() {
        return "rollout";
    }

    @Override
    public String description() {
        return "a rollout to a million devices: cost, state, time of a release and of a pause";
    }

    @Override
    public Outcome run(Run run) throws IOException {
        // Each device has as many, and none is left halfway.
        long devices = Math.max(1, run.recordsOr(RECORDS, QUICK_RECORDS) / JobRecords.PER_DEVICE);
        long records = devices * JobRecords.PER_DEVICE;
        List<Entry> entries = ENTRIES.stream().filter(entry -> wants(run, entry)).toList();
        List<Drain> drains = entries.isEmpty() ? List.of() : drains(run, entries, records);
        List<Figure> figures = new ArrayList<>();
        for (FleetRollout fleet : FleetRollout.ALL) {
            if (run.wants(fleet.name())) {
                figures.addAll(fleet.measure(run, devices));
            }
        }
        return new Outcome(
                name(),
                "record",
                entries.stream().map(Entry::name).toList(),
                COMPARISONS.stream()
                        .filter(
                                each ->
                                        entries.stream()
                                                .anyMatch(
                                                        entry ->
                                                                entry.name()
                                                                        .equals(each.numerator())))
                        .toList(),
                drains,
                figures);
    }

    /** Neither of a pair says anything alone. */
    private static boolean wants(Run run, Entry entry) {
        return ENTRIES.stream()
                .filter(other -> other.backend().equals(entry.backend()))
                .anyMatch(other -> run.wants(other.name()));
    }

    private List<Drain> drains(Run run, List<Entry> entries, long records) throws IOException {
        Path directory = run.directory().resolve(name());
        List<Entrant> entrants = new ArrayList<>();
        try (ChildProcesses children = new ChildProcesses(directory, HEAP, run.sharesProcesses())) {
            for (Entry entry : entries) {
                entrants.add(
                        new Entrant(
                                entry,
                                children.start(entry.name(), CostVariant.class, Optional.empty()),
                                directory.resolve(entry.backend() + "-moved.txt"),
                                records));
            }
            return Rounds.run(run, name(), entrants, records);
        } finally {
            for (Entrant entrant : entrants) {
                entrant.child().close();
            }
        }
    }
}
