package io.fleetstream.benchmarks.ingest;

import io.fleetstream.benchmarks.child.Variant;
import io.fleetstream.benchmarks.kafka.Telemetry;
import io.fleetstream.benchmarks.kafka.TopicFiller;
import io.fleetstream.benchmarks.measure.Comparison;
import io.fleetstream.benchmarks.measure.Drain;
import io.fleetstream.benchmarks.report.Outcome;
import io.fleetstream.benchmarks.run.Benchmark;
import io.fleetstream.benchmarks.run.Rounds;
import io.fleetstream.benchmarks.run.Run;
import io.fleetstream.benchmarks.textbook.TextbookChecks;
import io.fleetstream.benchmarks.textbook.TextbookJob;
import io.fleetstream.connectors.kafka.KafkaSettings;
import io.fleetstream.sandbox.Sandbox;
import io.fleetstream.sandbox.Service;
import io.fleetstream.schemas.Topics;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * What ingest costs per record, beside a bare consumer, a Flink job that does nothing, and the same
 * work as a textbook has it.
 */
public final class IngestBenchmark implements Benchmark {
    private static final long RECORDS = 1_000_000;
    private static final long QUICK_RECORDS = 100_000;

    private static final long POISON_EVERY = 100;
    private static final String POISONED = "bench.telemetry.poisoned";

    private static final String BARE_POLL = "bare-poll";
    private static final String PASS_THROUGH = "pass-through";
    private static final String STATELESS = "stateless-checks";
    private static final String TEXTBOOK_CHECKS = "textbook-checks";
    private static final String WHOLE_JOB = "whole-job";
    private static final String POISON = "whole-job-poison";
    private static final String TEXTBOOK_JOB = "textbook-job";

    // The bars of the issue.
    private static final double STATELESS_OVER_PASS_THROUGH = 1.5;
    private static final double TEXTBOOK_OVER_STATELESS = 1.45;
    private static final double TEXTBOOK_OVER_WHOLE_JOB = 1.5;
    // A tenth less throughput.
    private static final double POISON_OVER_WHOLE_JOB = 1 / 0.9;

    /** Ceilings first; the order of every round. */
    private static final List<Entry> VARIANTS =
            List.of(
                    new Entry(BARE_POLL, BarePoll.class),
                    new Entry(PASS_THROUGH, PassThrough.class),
                    new Entry(STATELESS, StatelessChecks.class),
                    new Entry(TEXTBOOK_CHECKS, TextbookChecks.class),
                    new Entry(WHOLE_JOB, WholeJob.class),
                    new Entry(POISON, WholeJob.class, POISONED, POISON_EVERY),
                    new Entry(TEXTBOOK_JOB, TextbookJob.class));

    private static final List<Comparison> COMPARISONS =
            List.of(
                    Comparison.toCeiling(STATELESS, PASS_THROUGH)
                            .withTarget(STATELESS_OVER_PASS_THROUGH),
                    Comparison.toAnchor(STATELESS, TEXTBOOK_CHECKS)
                            .withTarget(TEXTBOOK_OVER_STATELESS),
                    Comparison.toAnchor(WHOLE_JOB, TEXTBOOK_JOB)
                            .withTarget(TEXTBOOK_OVER_WHOLE_JOB),
                    Comparison.toCeiling(POISON, WHOLE_JOB).withTarget(POISON_OVER_WHOLE_JOB),
                    Comparison.toCeiling(STATELESS, BARE_POLL),
                    Comparison.toCeiling(WHOLE_JOB, PASS_THROUGH),
                    Comparison.toCeiling(WHOLE_JOB, BARE_POLL),
                    Comparison.toCeiling(PASS_THROUGH, BARE_POLL));

    private record Entry(
            String name, Class<? extends Variant> type, String topic, long poisonEvery) {
        Entry(String name, Class<? extends Variant> type) {
            this(name, type, Topics.TELEMETRY_RAW, 0);
        }
    }

    @Override
    public String name() {
        return "ingest";
    }

    @Override
    public String description() {
        return "ingest job beside a Flink byte pass-through and a textbook's job";
    }

    @Override
    public Outcome run(Run run) throws IOException {
        long records = run.recordsOr(RECORDS, QUICK_RECORDS);
        try (Sandbox sandbox =
                        Sandbox.builder()
                                .directory(run.directory().resolve(name()))
                                .with(Service.KAFKA, Service.SCHEMA_REGISTRY)
                                .progress(run.progress())
                                .build();
                Contestants contestants = new Contestants(sandbox, records, run)) {
            sandbox.start();
            run.say(
                    "ingest: writing %,d records of %d bytes, seed %d",
                    records, Telemetry.PAYLOAD_BYTES, Telemetry.SEED);
            fill(sandbox, records, run.wants(POISON));
            List<Entry> entries =
                    VARIANTS.stream().filter(entry -> run.wants(entry.name())).toList();
            for (Entry entry : entries) {
                contestants.add(entry.name(), entry.type(), entry.topic(), entry.poisonEvery());
            }
            List<Drain> drains = Rounds.run(run, name(), contestants.all(), records);
            return new Outcome(
                    name(),
                    "record",
                    entries.stream().map(Entry::name).toList(),
                    COMPARISONS.stream()
                            .filter(each -> isRun(run, each))
                            // Cold processes reach no target.
                            .map(each -> run.quick() ? each.withoutTarget() : each)
                            .toList(),
                    drains);
        }
    }

    private static boolean isRun(Run run, Comparison comparison) {
        return run.wants(comparison.numerator()) && run.wants(comparison.denominator());
    }

    private static void fill(Sandbox sandbox, long records, boolean poisonToo) throws IOException {
        String kafka = sandbox.kafka().bootstrapServers();
        TopicFiller.createAll(kafka);
        new Registry(new KafkaSettings(kafka, sandbox.schemaRegistry().url(), Map.of())).write();
        TopicFiller filler = new TopicFiller(kafka);
        filler.fill(Topics.TELEMETRY_RAW, records);
        if (poisonToo) {
            filler.create(POISONED);
            filler.fill(POISONED, records, POISON_EVERY);
        }
    }
}
