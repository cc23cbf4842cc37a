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
import io.fleetstream.connectors.kafka.KafkaSettings;
import io.fleetstream.sandbox.Sandbox;
import io.fleetstream.sandbox.Service;
import io.fleetstream.schemas.Topics;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** What ingest costs per record, beside a bare consumer and a Flink job that does nothing. */
public final class IngestBenchmark implements Benchmark {
    private static final long RECORDS = 1_000_000;
    private static final long QUICK_RECORDS = 100_000;

    private static final String BARE_POLL = "bare-poll";
    private static final String PASS_THROUGH = "pass-through";
    private static final String STATELESS = "stateless-checks";
    private static final String WHOLE_JOB = "whole-job";

    /** Ceilings first; the order of every round. */
    private static final List<Entry> VARIANTS =
            List.of(
                    new Entry(BARE_POLL, BarePoll.class),
                    new Entry(PASS_THROUGH, PassThrough.class),
                    new Entry(STATELESS, StatelessChecks.class),
                    new Entry(WHOLE_JOB, WholeJob.class));

    private static final List<Comparison> COMPARISONS =
            List.of(
                    Comparison.toCeiling(STATELESS, PASS_THROUGH),
                    Comparison.toCeiling(STATELESS, BARE_POLL),
                    Comparison.toCeiling(WHOLE_JOB, PASS_THROUGH),
                    Comparison.toCeiling(WHOLE_JOB, BARE_POLL),
                    Comparison.toCeiling(PASS_THROUGH, BARE_POLL));

    private record Entry(String name, Class<? extends Variant> type) {}

    @Override
    public String name() {
        return "ingest";
    }

    @Override
    public String description() {
        return "ingest job beside bare KafkaConsumer.poll and a Flink byte pass-through";
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
                Contestants contestants = new Contestants(sandbox, records)) {
            sandbox.start();
            run.say(
                    "ingest: writing %,d records of %d bytes, seed %d",
                    records, Telemetry.PAYLOAD_BYTES, Telemetry.SEED);
            fill(sandbox, records);
            for (Entry entry : VARIANTS) {
                contestants.add(entry.name(), entry.type());
            }
            List<Drain> drains = Rounds.run(run, name(), contestants.all(), records);
            return new Outcome(
                    name(),
                    "record",
                    VARIANTS.stream().map(Entry::name).toList(),
                    COMPARISONS,
                    drains);
        }
    }

    private static void fill(Sandbox sandbox, long records) throws IOException {
        String kafka = sandbox.kafka().bootstrapServers();
        TopicFiller.createAll(kafka);
        new Registry(new KafkaSettings(kafka, sandbox.schemaRegistry().url(), Map.of())).write();
        new TopicFiller(kafka).fill(Topics.TELEMETRY_RAW, records);
    }
}
