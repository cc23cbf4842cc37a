package io.fleetstream.benchmarks.windows;

import io.fleetstream.benchmarks.child.ChildProcesses;
import io.fleetstream.benchmarks.child.Request;
import io.fleetstream.benchmarks.child.Variant;
import io.fleetstream.benchmarks.ingest.BarePoll;
import io.fleetstream.benchmarks.ingest.PassThrough;
import io.fleetstream.benchmarks.kafka.CommittedRecords;
import io.fleetstream.benchmarks.kafka.TopicFiller;
import io.fleetstream.benchmarks.measure.Comparison;
import io.fleetstream.benchmarks.measure.Drain;
import io.fleetstream.benchmarks.report.Outcome;
import io.fleetstream.benchmarks.run.Benchmark;
import io.fleetstream.benchmarks.run.Rounds;
import io.fleetstream.benchmarks.run.Run;
import io.fleetstream.connectors.confluent.SchemaGuard;
import io.fleetstream.connectors.kafka.KafkaSettings;
import io.fleetstream.jobs.aggregate.AggregateSinks;
import io.fleetstream.sandbox.Sandbox;
import io.fleetstream.sandbox.Service;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What windows cost per reading, beside a textbook's over the same readings with the same rows. */
public final class WindowsBenchmark implements Benchmark {
    private static final String BARE_POLL = "bare-poll";
    private static final String PASS_THROUGH = "pass-through";
    private static final String TEXTBOOK = "textbook";
    private static final String AGGREGATE = "aggregate";
    private static final String MONTH_TEXTBOOK = "month-textbook";
    private static final String MONTH_AGGREGATE = "month-aggregate";

    // The bars of the issue.
    private static final double TEXTBOOK_OVER_AGGREGATE = 1.3;
    private static final double MONTH_OVER_MONTH = 100;

    private static final List<Entry> VARIANTS =
            List.of(
                    new Entry(BARE_POLL, BarePoll.class, WindowCase.MINUTE, false),
                    new Entry(PASS_THROUGH, PassThrough.class, WindowCase.MINUTE, false),
                    new Entry(TEXTBOOK, TextbookWindows.class, WindowCase.MINUTE, true),
                    new Entry(AGGREGATE, OurWindows.class, WindowCase.MINUTE, true),
                    new Entry(MONTH_TEXTBOOK, TextbookWindows.class, WindowCase.MONTH, true),
                    new Entry(MONTH_AGGREGATE, OurWindows.class, WindowCase.MONTH, true));

    private static final List<Comparison> COMPARISONS =
            List.of(
                    Comparison.toAnchor(AGGREGATE, TEXTBOOK).withTarget(TEXTBOOK_OVER_AGGREGATE),
                    Comparison.toAnchor(MONTH_AGGREGATE, MONTH_TEXTBOOK)
                            .withTarget(MONTH_OVER_MONTH),
                    Comparison.toCeiling(AGGREGATE, PASS_THROUGH),
                    Comparison.toCeiling(AGGREGATE, BARE_POLL));

    private record Entry(
            String name, Class<? extends Variant> type, WindowCase which, boolean writes) {}

    @Override
    public String name() {
        return "windows";
    }

    @Override
    public String description() {
        return "aggregate job beside Flink's own windows, tumbling and sliding";
    }

    @Override
    public Outcome run(Run run) throws IOException {
        List<Entry> entries = VARIANTS.stream().filter(entry -> run.wants(entry.name())).toList();
        try (Sandbox sandbox =
                        Sandbox.builder()
                                .directory(run.directory().resolve(name()))
                                .with(Service.KAFKA, Service.SCHEMA_REGISTRY)
                                .progress(run.progress())
                                .build();
                ChildProcesses children =
                        new ChildProcesses(sandbox.directory(), run.sharesProcesses())) {
            sandbox.start();
            KafkaSettings kafka =
                    new KafkaSettings(
                            sandbox.kafka().bootstrapServers(),
                            sandbox.schemaRegistry().url(),
                            Map.of());
            TopicFiller.createAll(kafka.bootstrapServers());
            SchemaGuard.register(kafka, AggregateSinks.SCHEMAS);
            List<Drain> drains = new ArrayList<>();
            for (WindowCase which : WindowCase.values()) {
                List<Entry> taking =
                        entries.stream().filter(entry -> entry.which() == which).toList();
                if (!taking.isEmpty()) {
                    drains.addAll(run(run, sandbox, children, kafka, which, taking));
                }
            }
            return new Outcome(
                    name(),
                    "record",
                    entries.stream().map(Entry::name).toList(),
                    COMPARISONS.stream()
                            .filter(
                                    each ->
                                            run.wants(each.numerator())
                                                    && run.wants(each.denominator()))
                            // cold processes reach no target
                            .map(each -> run.quick() ? each.withoutTarget() : each)
                            .toList(),
                    drains);
        }
    }

    private List<Drain> run(
            Run run,
            Sandbox sandbox,
            ChildProcesses children,
            KafkaSettings kafka,
            WindowCase which,
            List<Entry> entries)
            throws IOException {
        long records = run.recordsOr(which.records(), which.quickRecords());
        run.say(
                "windows: writing %,d readings of %d devices, seed %d",
                records, which.devices(), CaseReadings.SEED);
        CaseFiller.fill(kafka, which, records);
        List<Participant> participants = new ArrayList<>();
        try (CommittedRecords rows = WrittenRows.reader(kafka.bootstrapServers())) {
            WrittenRows written = new WrittenRows(rows);
            for (Entry entry : entries) {
                participants.add(start(run, sandbox, children, kafka, entry, records, written));
            }
            return Rounds.run(run, name(), participants, records);
        } finally {
            for (Participant participant : participants) {
                participant.close();
            }
        }
    }

    private static Participant start(
            Run run,
            Sandbox sandbox,
            ChildProcesses children,
            KafkaSettings kafka,
            Entry entry,
            long records,
            WrittenRows written)
            throws IOException {
        Optional<Path> recording =
                run.flameGraphs()
                        .map(
                                unused ->
                                        sandbox.directory()
                                                .resolve("logs")
                                                .resolve(entry.name() + ".jfr"));
        Request request =
                new Request(
                        Map.of(
                                Request.BOOTSTRAP_SERVERS,
                                kafka.bootstrapServers(),
                                Request.SCHEMA_REGISTRY,
                                kafka.schemaRegistryUrl(),
                                Request.TOPIC,
                                entry.which().topic(),
                                Request.RECORDS,
                                Long.toString(records),
                                WindowCase.SETTING,
                                entry.which().name()));
        return new Participant(
                entry.name(),
                children.start(entry.name(), entry.type(), recording),
                request,
                entry.writes() ? written : null,
                recording,
                run.flameGraphs());
    }
}
