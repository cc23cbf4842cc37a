package io.fleetstream.benchmarks.parquet;

import io.fleetstream.benchmarks.child.ChildProcess;
import io.fleetstream.benchmarks.child.Request;
import io.fleetstream.benchmarks.child.Variant;
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
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The archive's sink, from rows as they arrive to the published file, against Parquet's own writer
 * that is given the same rows sorted; and what its files cost to read and to keep.
 */
public final class ParquetBenchmark implements Benchmark {
    private static final int MESSAGES = 60;
    private static final int QUICK_MESSAGES = 4;
    private static final long HOUR_ROWS = (long) FleetHour.DEVICES * FleetHour.METRICS * MESSAGES;
    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final double TARGET = 0.9;
    private static final List<String> HEAP = List.of("-Xms1g", "-Xmx1g");

    private static final Entry WRITER = new Entry("parquet-writer", WriterVariant.class);
    private static final Entry AVRO = new Entry("avro-parquet-writer", AvroWriterVariant.class);
    private static final Entry SINK = new Entry("sink", SinkVariant.class);

    private record Entry(String name, Class<? extends Variant> variant) {}

    private record Entrant(Entry entry, ChildProcess child, Request request) implements Contestant {
        @Override
        public String name() {
            return entry.name();
        }

        @Override
        public Sample drain() throws IOException {
            return child.drain(request, LIMIT);
        }
    }

    @Override
    public String name() {
        return "parquet";
    }

    @Override
    public String description() {
        return "the archive's sink against Parquet's own writer; bytes read and kept";
    }

    @Override
    public Outcome run(Run run) throws IOException {
        int messages = run.quick() ? QUICK_MESSAGES : MESSAGES;
        long rows = (long) FleetHour.DEVICES * FleetHour.METRICS * messages;
        long times = Math.max(1, run.recordsOr(4 * HOUR_ROWS, rows) / rows);
        Request request =
                new Request(
                        Map.of(
                                FilesVariant.MESSAGES,
                                Integer.toString(messages),
                                FilesVariant.TIMES,
                                Long.toString(times)));
        Path directory = run.directory().resolve(name());
        List<Entrant> entrants = new ArrayList<>();
        try {
            for (Entry entry : List.of(WRITER, AVRO, SINK)) {
                if (run.wants(entry.name())) {
                    entrants.add(
                            new Entrant(
                                    entry,
                                    ChildProcess.start(
                                            entry.name(), entry.variant(), directory, HEAP),
                                    request));
                }
            }
            List<Drain> drains = Rounds.run(run, name(), entrants, rows * times);
            return new Outcome(
                    name(),
                    "row",
                    entrants.stream().map(Entrant::name).toList(),
                    comparisons(run),
                    drains,
                    day(run, directory.resolve("day"), messages));
        } finally {
            for (Entrant entrant : entrants) {
                entrant.child().close();
            }
        }
    }

    private static List<Comparison> comparisons(Run run) {
        Comparison writer = Comparison.toAnchor(SINK.name(), WRITER.name()).withTarget(TARGET);
        return List.of(writer, Comparison.toAnchor(SINK.name(), AVRO.name())).stream()
                .filter(each -> run.wants(each.numerator()) && run.wants(each.denominator()))
                .map(each -> run.quick() ? each.withoutTarget() : each)
                .toList();
    }

    private static List<Figure> day(Run run, Path directory, int messages) throws IOException {
        Files.createDirectories(directory);
        try {
            run.say("parquet: a day of %d devices", FleetHour.DEVICES);
            return FleetDay.figures(directory, messages, run.quick());
        } finally {
            FilesVariant.delete(directory);
        }
    }
}
