package io.fleetstream.benchmarks.ingest;

import io.fleetstream.benchmarks.child.ChildProcess;
import io.fleetstream.benchmarks.child.Request;
import io.fleetstream.benchmarks.child.Variant;
import io.fleetstream.benchmarks.measure.Sample;
import io.fleetstream.benchmarks.run.Rounds.Contestant;
import io.fleetstream.sandbox.Sandbox;
import io.fleetstream.schemas.Topics;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The processes that drain the raw topic; ended together. */
final class Contestants implements AutoCloseable {
    /** For a cold start on a busy machine, and then per record. */
    private static final Duration LEAST_LIMIT = Duration.ofMinutes(3);

    private static final Duration LIMIT_PER_THOUSAND = Duration.ofMillis(500);

    private final Sandbox sandbox;
    private final long records;
    private final List<Entrant> processes = new ArrayList<>();

    Contestants(Sandbox sandbox, long records) {
        this.sandbox = sandbox;
        this.records = records;
    }

    void add(String name, Class<? extends Variant> variant) throws IOException {
        processes.add(new Entrant(name, ChildProcess.start(name, variant, sandbox.directory())));
    }

    List<Entrant> all() {
        return List.copyOf(processes);
    }

    @Override
    public void close() throws IOException {
        for (Entrant process : processes) {
            process.child.close();
        }
    }

    /** One of them. */
    final class Entrant implements Contestant {
        private final String name;
        private final ChildProcess child;

        private Entrant(String name, ChildProcess child) {
            this.name = name;
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
                                    IngestSetting.SCHEMA_REGISTRY,
                                    sandbox.schemaRegistry().url(),
                                    Request.TOPIC,
                                    Topics.TELEMETRY_RAW,
                                    Request.RECORDS,
                                    Long.toString(records))),
                    LEAST_LIMIT.plus(LIMIT_PER_THOUSAND.multipliedBy(records / 1_000)));
        }
    }
}
