package io.fleetstream.benchmarks.shadowlatency;

import io.fleetstream.benchmarks.measure.Better;
import io.fleetstream.benchmarks.measure.Figure;
import io.fleetstream.benchmarks.report.Outcome;
import io.fleetstream.benchmarks.run.Benchmark;
import io.fleetstream.benchmarks.run.Run;
import io.fleetstream.sandbox.JobSubmission;
import io.fleetstream.sandbox.Sandbox;
import io.fleetstream.sandbox.Service;
import io.fleetstream.schemas.kafka.TopicProvisioner;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * How long an update of a shadow over MQTT takes until its delta is at the device, at a thousand
 * updates a second on the sandbox's cluster, for several timeouts of Flink's buffers; and what a
 * message takes that goes through the broker alone, at the same time.
 */
public final class ShadowLatencyBenchmark implements Benchmark {
    private static final List<Duration> TIMEOUTS =
            Stream.of(100, 20, 5, 1).map(Duration::ofMillis).toList();
    private static final int WARM_UP_SECONDS = 20;
    private static final int SECONDS = 30;
    private static final int QUICK_SECONDS = 10;
    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final int PARTITIONS = 4;

    @Override
    public String name() {
        return "shadow-latency";
    }

    @Override
    public String description() {
        return "time from a shadow's update to the delta at the device, beside bare MQTT";
    }

    @Override
    public Outcome run(Run run) throws IOException {
        List<Figure> figures = new ArrayList<>();
        try (Sandbox sandbox =
                Sandbox.builder()
                        .directory(run.directory().resolve(name()))
                        .with(Service.BRIDGE, Service.SCHEMA_REGISTRY, Service.FLINK)
                        .prepare(Service.KAFKA, ShadowLatencyBenchmark::createTopics)
                        .progress(run.progress())
                        .build()) {
            sandbox.start();
            for (Duration timeout : TIMEOUTS) {
                if (run.wants(label(timeout))) {
                    figures.addAll(measure(run, sandbox, timeout));
                }
            }
        }
        return new Outcome(name(), "update", List.of(), List.of(), List.of(), figures);
    }

    private List<Figure> measure(Run run, Sandbox sandbox, Duration timeout) throws IOException {
        String job =
                sandbox.flink()
                        .submit(
                                JobSubmission.of(
                                                jar(),
                                                List.of(
                                                        "--kafka.bootstrap-servers",
                                                        sandbox.kafka().bootstrapServers(),
                                                        "--schema-registry.url",
                                                        sandbox.schemaRegistry().url()))
                                        .setting(
                                                "execution.buffer-timeout.interval",
                                                timeout.toMillis() + " ms"));
        sandbox.flink().awaitRunning(job, LIMIT);
        List<Figure> warmUp = pass(run, sandbox, timeout, WARM_UP_SECONDS);
        List<Figure> figures = pass(run, sandbox, timeout, run.quick() ? QUICK_SECONDS : SECONDS);
        sandbox.flink().cancel(job, LIMIT);
        run.say(
                "shadow-latency: buffers at most %s: p50 %.1f ms, p99 %.1f ms, the first %d s %.1f"
                        + " and %.1f ms",
                label(timeout),
                figures.get(0).value(),
                figures.get(1).value(),
                WARM_UP_SECONDS,
                warmUp.get(0).value(),
                warmUp.get(1).value());
        return figures;
    }

    private List<Figure> pass(Run run, Sandbox sandbox, Duration timeout, int seconds)
            throws IOException {
        Legs legs = Legs.from(sandbox.kafka().bootstrapServers());
        try (Updates updates = new Updates(sandbox.mqtt().url(), seconds);
                Arrivals arrivals =
                        new Arrivals(
                                sandbox.mqtt().url(),
                                updates.count(),
                                updates.count() / Updates.ONE_ECHO_IN)) {
            updates.publish();
            arrivals.await(LIMIT);
            String prefix = name() + ".buffers-" + label(timeout);
            List<Figure> figures = new ArrayList<>();
            add(figures, prefix, updates.toDelta(arrivals));
            add(figures, prefix + ".bare-mqtt", updates.toEcho(arrivals));
            for (Legs.Leg leg : legs.read(updates, arrivals)) {
                add(figures, prefix + "." + leg.name(), leg.delays());
                run.say(
                        "shadow-latency: %s: p50 %.1f ms, p99 %.1f ms",
                        leg.name(), leg.delays().millis(0.5), leg.delays().millis(0.99));
            }
            return figures;
        }
    }

    private static void add(List<Figure> figures, String prefix, Delays delays) {
        figures.add(new Figure(prefix + ".p50", delays.millis(0.5), "ms", Better.LOWER));
        figures.add(new Figure(prefix + ".p99", delays.millis(0.99), "ms", Better.LOWER));
    }

    private static String label(Duration timeout) {
        return timeout.toMillis() + "ms";
    }

    private static Path jar() {
        return Path.of(System.getProperty("fleet.home"))
                .resolve("jobs/shadow/target/fleet-job-shadow.jar");
    }

    private static void createTopics(Sandbox sandbox) {
        TopicProvisioner.create(
                sandbox.kafka().bootstrapServers(),
                OptionalInt.of(PARTITIONS),
                OptionalInt.of(1),
                true);
    }
}
