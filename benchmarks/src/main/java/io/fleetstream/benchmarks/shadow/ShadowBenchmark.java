package io.fleetstream.benchmarks.shadow;

import io.fleetstream.benchmarks.child.ChildProcess;
import io.fleetstream.benchmarks.child.Request;
import io.fleetstream.benchmarks.child.Variant;
import io.fleetstream.benchmarks.kafka.TopicFiller;
import io.fleetstream.benchmarks.measure.Comparison;
import io.fleetstream.benchmarks.measure.Drain;
import io.fleetstream.benchmarks.measure.Figure;
import io.fleetstream.benchmarks.report.Outcome;
import io.fleetstream.benchmarks.run.Benchmark;
import io.fleetstream.benchmarks.run.Rounds;
import io.fleetstream.benchmarks.run.Run;
import io.fleetstream.connectors.confluent.SchemaGuard;
import io.fleetstream.connectors.kafka.KafkaSettings;
import io.fleetstream.jobs.shadow.ShadowSinks;
import io.fleetstream.sandbox.Sandbox;
import io.fleetstream.sandbox.Service;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a request to a shadow costs, beside a job that only moves bytes and a textbook's. */
public final class ShadowBenchmark implements Benchmark {
    private static final String TOPIC = "bench.shadow.requests";
    private static final String HASHMAP = "hashmap";
    private static final long RECORDS = 300_000;
    private static final long QUICK_RECORDS = 20_000;
    private static final int DEVICES = 10_000;
    private static final int QUICK_DEVICES = 500;

    // The bars of the issue.
    private static final double HEAP_OVER_FLOOR = 2.0;
    private static final double ROCKSDB_OVER_FLOOR = 1.5;
    private static final double TEXTBOOK_OVER_OURS = 3.0;

    private static final List<Entry> VARIANTS =
            List.of(
                    new Entry("heap-floor", FloorShadows.class, HASHMAP),
                    new Entry("heap-shadow", OurShadows.class, HASHMAP),
                    new Entry("heap-textbook", TextbookShadows.class, HASHMAP),
                    new Entry("rocksdb-floor", FloorShadows.class, ShadowVariant.ROCKSDB),
                    new Entry("rocksdb-shadow", OurShadows.class, ShadowVariant.ROCKSDB),
                    new Entry("rocksdb-textbook", TextbookShadows.class, ShadowVariant.ROCKSDB));

    private static final List<Comparison> COMPARISONS =
            List.of(
                    Comparison.toCeiling("heap-shadow", "heap-floor").withTarget(HEAP_OVER_FLOOR),
                    Comparison.toCeiling("rocksdb-shadow", "rocksdb-floor")
                            .withTarget(ROCKSDB_OVER_FLOOR),
                    Comparison.toAnchor("heap-shadow", "heap-textbook")
                            .withTarget(TEXTBOOK_OVER_OURS),
                    Comparison.toAnchor("rocksdb-shadow", "rocksdb-textbook")
                            .withTarget(TEXTBOOK_OVER_OURS));

    private record Entry(String name, Class<? extends Variant> type, String backend) {}

    @Override
    public String name() {
        return "shadow";
    }

    @Override
    public String description() {
        return "shadow job beside moving as many bytes and a textbook's; what its state takes";
    }

    @Override
    public Outcome run(Run run) throws IOException {
        List<Entry> entries = VARIANTS.stream().filter(entry -> run.wants(entry.name())).toList();
        List<Figure> sizes =
                new ArrayList<>(FleetState.measure(run, run.directory().resolve("shadow-state")));
        List<Drain> drains = entries.isEmpty() ? List.of() : drains(run, entries);
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
                drains,
                sizes);
    }

    private List<Drain> drains(Run run, List<Entry> entries) throws IOException {
        long records = run.recordsOr(RECORDS, QUICK_RECORDS);
        int devices = run.quick() ? QUICK_DEVICES : DEVICES;
        try (Sandbox sandbox =
                Sandbox.builder()
                        .directory(run.directory().resolve(name()))
                        .with(Service.KAFKA, Service.SCHEMA_REGISTRY)
                        .progress(run.progress())
                        .build()) {
            sandbox.start();
            KafkaSettings kafka =
                    new KafkaSettings(
                            sandbox.kafka().bootstrapServers(),
                            sandbox.schemaRegistry().url(),
                            Map.of());
            run.say(
                    "shadow: writing %,d requests of %,d devices, seed %d",
                    records, devices, ShadowMessages.SEED);
            Map<String, String> settings = prepare(kafka, devices, records);
            List<ShadowEntrant> entrants = new ArrayList<>();
            try {
                for (Entry entry : entries) {
                    entrants.add(start(run, sandbox, entry, settings));
                }
                return Rounds.run(run, name(), entrants, records);
            } finally {
                for (ShadowEntrant entrant : entrants) {
                    entrant.close();
                }
            }
        }
    }

    private static Map<String, String> prepare(KafkaSettings kafka, int devices, long records)
            throws IOException {
        TopicFiller.createAll(kafka.bootstrapServers());
        SchemaGuard.register(kafka, ShadowSinks.SCHEMAS);
        TopicFiller filler = new TopicFiller(kafka.bootstrapServers());
        filler.create(TOPIC);
        ShadowMessages messages = new ShadowMessages(devices);
        filler.fill(TOPIC, records, () -> messages.next().toKafka(TOPIC));
        Expected expected = Expected.of(devices, records);
        Map<String, String> settings = new HashMap<>(FloorSizes.of(expected).settings());
        settings.put(Request.BOOTSTRAP_SERVERS, kafka.bootstrapServers());
        settings.put(Request.SCHEMA_REGISTRY, kafka.schemaRegistryUrl());
        settings.put(Request.TOPIC, TOPIC);
        settings.put(Request.RECORDS, Long.toString(records));
        settings.put(Setting.MESSAGES, Long.toString(expected.books().messages()));
        settings.put(Setting.MESSAGE_BYTES, Long.toString(expected.books().messageBytes()));
        settings.put(Setting.DOCUMENTS, Long.toString(expected.changes()));
        settings.put(Setting.CONTENTS, Long.toString(expected.books().contents()));
        return settings;
    }

    private static ShadowEntrant start(
            Run run, Sandbox sandbox, Entry entry, Map<String, String> common) throws IOException {
        Optional<Path> recording =
                run.flameGraphs()
                        .map(
                                unused ->
                                        sandbox.directory()
                                                .resolve("logs")
                                                .resolve(entry.name() + ".jfr"));
        Map<String, String> settings = new HashMap<>(common);
        settings.put(Setting.BACKEND, entry.backend());
        return new ShadowEntrant(
                entry.name(),
                ChildProcess.start(entry.name(), entry.type(), sandbox.directory(), recording),
                settings,
                recording,
                run.flameGraphs());
    }
}
