package io.fleetstream.benchmarks.pipeline;

import io.fleetstream.benchmarks.child.ChildProcess;
import io.fleetstream.benchmarks.child.Request;
import io.fleetstream.benchmarks.ingest.Registry;
import io.fleetstream.benchmarks.kafka.Telemetry;
import io.fleetstream.benchmarks.kafka.TopicFiller;
import io.fleetstream.benchmarks.measure.Better;
import io.fleetstream.benchmarks.measure.Drain;
import io.fleetstream.benchmarks.measure.Figure;
import io.fleetstream.benchmarks.measure.Sample;
import io.fleetstream.benchmarks.measure.Spread;
import io.fleetstream.benchmarks.measure.Statistics;
import io.fleetstream.benchmarks.report.Outcome;
import io.fleetstream.benchmarks.run.Benchmark;
import io.fleetstream.benchmarks.run.Rounds;
import io.fleetstream.benchmarks.run.Rounds.Contestant;
import io.fleetstream.benchmarks.run.Run;
import io.fleetstream.connectors.kafka.KafkaSettings;
import io.fleetstream.sandbox.Sandbox;
import io.fleetstream.sandbox.Service;
import io.fleetstream.schemas.Topics;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What cheap detectors add to the job pipeline: the same job over the same readings, with other
 * rules from drain to drain. All variants drain in one process: what is looked for is smaller than
 * what two processes differ by, and what the compiler made of the rest is the same for all.
 */
public final class PipelineCostBenchmark implements Benchmark {
    private static final long RECORDS = 1_000_000;
    private static final long QUICK_RECORDS = 20_000;
    private static final double MOST_MICROS = 0.25;
    private static final List<String> HEAP = List.of("-Xms1536m", "-Xmx1536m");
    private static final Duration LEAST_LIMIT = Duration.ofMinutes(3);
    private static final Duration LIMIT_PER_THOUSAND = Duration.ofMillis(500);

    private record Turn(RuleSet rules, ChildProcess child, Sandbox sandbox, long records)
            implements Contestant {
        @Override
        public String name() {
            return rules.name();
        }

        @Override
        public Sample drain() throws IOException {
            return child.drain(
                    new Request(
                            Map.of(
                                    Request.BOOTSTRAP_SERVERS,
                                    sandbox.kafka().bootstrapServers(),
                                    Request.SCHEMA_REGISTRY,
                                    sandbox.schemaRegistry().url(),
                                    Request.TOPIC,
                                    Topics.TELEMETRY_RAW,
                                    Request.POISON_EVERY,
                                    "0",
                                    Request.RECORDS,
                                    Long.toString(records),
                                    PipelineVariant.RULES,
                                    rules.topic(),
                                    PipelineVariant.DETECTORS,
                                    Integer.toString(rules.detectors().size()))),
                    LEAST_LIMIT.plus(LIMIT_PER_THOUSAND.multipliedBy(records / 1_000)));
        }
    }

    @Override
    public String name() {
        return "pipeline-cost";
    }

    @Override
    public String description() {
        return "what cheap anomaly detectors add to the job pipeline";
    }

    @Override
    public Outcome run(Run run) throws IOException {
        long records = run.recordsOr(RECORDS, QUICK_RECORDS);
        List<RuleSet> sets = RuleSet.all().stream().filter(set -> run.wants(set.name())).toList();
        try (Sandbox sandbox =
                Sandbox.builder()
                        .directory(run.directory().resolve(name()))
                        .with(Service.KAFKA, Service.SCHEMA_REGISTRY)
                        .progress(run.progress())
                        .build()) {
            sandbox.start();
            fill(run, sandbox, sets, records);
            try (ChildProcess child =
                    ChildProcess.start(
                            "pipeline", PipelineVariant.class, sandbox.directory(), HEAP)) {
                List<Turn> turns = new ArrayList<>();
                sets.forEach(set -> turns.add(new Turn(set, child, sandbox, records)));
                List<Drain> drains = Rounds.run(run, name(), turns, records);
                return new Outcome(
                        name(),
                        "record",
                        sets.stream().map(RuleSet::name).toList(),
                        List.of(),
                        drains,
                        figures(run, sets, new Statistics(drains)));
            }
        }
    }

    private void fill(Run run, Sandbox sandbox, List<RuleSet> sets, long records)
            throws IOException {
        String kafka = sandbox.kafka().bootstrapServers();
        KafkaSettings settings = new KafkaSettings(kafka, sandbox.schemaRegistry().url(), Map.of());
        run.say("%s: writing %,d records, seed %d", name(), records, Telemetry.SEED);
        TopicFiller.createAll(kafka);
        new Registry(settings).write();
        TopicFiller filler = new TopicFiller(kafka);
        filler.create(PipelineVariant.NOTHING);
        filler.fill(Topics.TELEMETRY_RAW, records);
        for (RuleSet set : sets) {
            set.write(settings);
        }
    }

    /** Of each that ran in the same rounds as the job without detectors. */
    private List<Figure> figures(Run run, List<RuleSet> sets, Statistics statistics) {
        List<Figure> figures = new ArrayList<>();
        if (!sets.contains(RuleSet.WITHOUT)) {
            return figures;
        }
        for (RuleSet set : sets) {
            if (set.equals(RuleSet.WITHOUT)) {
                continue;
            }
            Spread added = statistics.addedCpuMicros(set.name(), RuleSet.WITHOUT.name());
            String prefix = name() + "." + set.name() + ".added";
            boolean bar = !run.quick() && !set.equals(RuleSet.ALL);
            // where what does the same differs by more than the bar, the others say nothing
            double micros = set.equals(RuleSet.AGAIN) ? Math.abs(added.median()) : added.median();
            figures.add(new Figure(prefix, micros, "us", Better.LOWER, bar ? MOST_MICROS : null));
            figures.add(new Figure(prefix + ".lower-quartile", added.lower(), "us", Better.LOWER));
            figures.add(new Figure(prefix + ".upper-quartile", added.upper(), "us", Better.LOWER));
        }
        return figures;
    }
}
