package io.fleetstream.benchmarks.ingest;

import io.fleetstream.benchmarks.child.ChildProcess;
import io.fleetstream.benchmarks.child.ChildProcesses;
import io.fleetstream.benchmarks.child.Request;
import io.fleetstream.benchmarks.child.Variant;
import io.fleetstream.benchmarks.flame.FlameGraph;
import io.fleetstream.benchmarks.measure.Sample;
import io.fleetstream.benchmarks.run.Rounds.Contestant;
import io.fleetstream.benchmarks.run.Run;
import io.fleetstream.sandbox.Sandbox;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The processes that drain the raw topic; ended together. */
final class Contestants implements AutoCloseable {
    /** For a cold start on a busy machine, and then per record. */
    private static final Duration LEAST_LIMIT = Duration.ofMinutes(3);

    private static final Duration LIMIT_PER_THOUSAND = Duration.ofMillis(500);

    private final Sandbox sandbox;
    private final long records;
    private final Optional<Path> flameGraphs;
    private final ChildProcesses children;
    private final List<Entrant> processes = new ArrayList<>();

    /**
     * None yet.
     *
     * @param run says whether they share a process, and where a flame graph of each goes
     */
    Contestants(Sandbox sandbox, long records, Run run) {
        this.flameGraphs = run.flameGraphs();
        this.children = new ChildProcesses(sandbox.directory(), run.sharesProcesses());
        this.sandbox = sandbox;
        this.records = records;
    }

    /**
     * Starts one.
     *
     * @param topic what it drains
     * @param poisonEvery every how many records there one is malformed; 0 for none
     */
    void add(String name, Class<? extends Variant> variant, String topic, long poisonEvery)
            throws IOException {
        Optional<Path> recording =
                flameGraphs.map(
                        unused -> sandbox.directory().resolve("logs").resolve(name + ".jfr"));
        processes.add(
                new Entrant(
                        name,
                        topic,
                        poisonEvery,
                        recording,
                        children.start(name, variant, recording)));
    }

    List<Entrant> all() {
        return List.copyOf(processes);
    }

    @Override
    public void close() throws IOException {
        for (Entrant process : processes) {
            process.child.close();
            if (process.recording.isPresent()) {
                FlameGraph.draw(process.recording.get(), flameGraphs.orElseThrow(), process.name());
            }
        }
        children.close();
    }

    /** One of them. */
    final class Entrant implements Contestant {
        private final String name;
        private final String topic;
        private final long poisonEvery;
        private final Optional<Path> recording;
        private final ChildProcess child;

        private Entrant(
                String name,
                String topic,
                long poisonEvery,
                Optional<Path> recording,
                ChildProcess child) {
            this.name = name;
            this.topic = topic;
            this.poisonEvery = poisonEvery;
            this.recording = recording;
            this.child = child;
        }

        @Override
        public String name() {
            return name;
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
                                    topic,
                                    Request.POISON_EVERY,
                                    Long.toString(poisonEvery),
                                    Request.RECORDS,
                                    Long.toString(records))),
                    LEAST_LIMIT.plus(LIMIT_PER_THOUSAND.multipliedBy(records / 1_000)));
        }
    }
}
