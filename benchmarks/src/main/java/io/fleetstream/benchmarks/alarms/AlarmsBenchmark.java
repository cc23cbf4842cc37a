package io.fleetstream.benchmarks.alarms;

import io.fleetstream.benchmarks.measure.Better;
import io.fleetstream.benchmarks.measure.Figure;
import io.fleetstream.benchmarks.report.Outcome;
import io.fleetstream.benchmarks.run.Benchmark;
import io.fleetstream.benchmarks.run.Run;
import io.fleetstream.benchmarks.shadowlatency.Delays;
import io.fleetstream.connectors.kafka.KafkaSettings;
import io.fleetstream.sandbox.JobSubmission;
import io.fleetstream.sandbox.Sandbox;
import io.fleetstream.sandbox.Service;
import io.fleetstream.schemas.kafka.TopicProvisioner;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * How long a reading over MQTT takes until the device has the alert it raises, on the sandbox's
 * cluster with a checkpoint every ten seconds: with the job pipeline, with readings that may come
 * out of order, and with the separate jobs; and what a message takes that goes through the broker
 * alone, at the same time.
 */
public final class AlarmsBenchmark implements Benchmark {
    private static final List<Setup> SETUPS =
            List.of(
                    new Setup("pipeline", List.of("pipeline"), "PT0S"),
                    new Setup("pipeline-reordered", List.of("pipeline"), "PT1S"),
                    new Setup("separate", List.of("ingest", "anomaly"), "PT0S"));
    private static final int WARM_UP_SECONDS = 20;
    private static final int WARM_UPS = 8;
    private static final double NO_SOONER = 0.8;
    private static final int SECONDS = 30;
    private static final int QUICK_SECONDS = 5;
    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final int PARTITIONS = 4;
    private static final String CHECKPOINTS = "10 s";
    private static final String BUFFERS = "5 ms";

    /** A tenth of the time between two checkpoints. */
    private static final double TARGET_MILLIS = 1_000;

    /** Jobs, and how far readings may be out of order. */
    private record Setup(String name, List<String> jobs, String reorderBound) {
        List<String> arguments(Sandbox sandbox, String job) {
            List<String> arguments = new ArrayList<>();
            arguments.add("--kafka.bootstrap-servers");
            arguments.add(sandbox.kafka().bootstrapServers());
            arguments.add("--schema-registry.url");
            arguments.add(sandbox.schemaRegistry().url());
            if (!job.equals("ingest")) {
                arguments.add("--anomaly.reorder-bound");
                arguments.add(reorderBound);
            }
            return arguments;
        }
    }

    @Override
    public String name() {
        return "alarms";
    }

    @Override
    public String description() {
        return "time from a reading to the alert at the device, beside bare MQTT";
    }

    @Override
    public Outcome run(Run run) throws IOException {
        List<Figure> figures = new ArrayList<>();
        for (Setup setup : SETUPS) {
            if (run.wants(setup.name())) {
                figures.addAll(measure(run, setup));
            }
        }
        return new Outcome(name(), "reading", List.of(), List.of(), List.of(), figures);
    }

    /** On a sandbox of its own: alarms and devices remember. */
    private List<Figure> measure(Run run, Setup setup) throws IOException {
        try (Sandbox sandbox =
                Sandbox.builder()
                        .directory(run.directory().resolve(name()).resolve(setup.name()))
                        .with(Service.BRIDGE, Service.SCHEMA_REGISTRY, Service.FLINK)
                        .prepare(Service.KAFKA, AlarmsBenchmark::createTopics)
                        .progress(run.progress())
                        .build()) {
            sandbox.start();
            Fleet.register(
                    new KafkaSettings(
                            sandbox.kafka().bootstrapServers(),
                            sandbox.schemaRegistry().url(),
                            Map.of()));
            for (String job : setup.jobs()) {
                sandbox.flink()
                        .awaitRunning(
                                sandbox.flink()
                                        .submit(
                                                JobSubmission.of(
                                                                jar(job),
                                                                setup.arguments(sandbox, job))
                                                        .setting(
                                                                "execution.checkpointing.interval",
                                                                CHECKPOINTS)
                                                        .setting(
                                                                "execution.buffer-timeout.interval",
                                                                BUFFERS)),
                                LIMIT);
            }
            int first = warmUp(run, sandbox, setup);
            int seconds = run.quick() ? QUICK_SECONDS : SECONDS;
            return pass(
                    run,
                    sandbox,
                    setup,
                    first,
                    seconds,
                    // what waits for the next reading of its device waits for ever at the end
                    (seconds - 2) * Fleet.DEVICES);
        }
    }

    /** Until alerts come no sooner than before: code that is cold leaves work behind. */
    private int warmUp(Run run, Sandbox sandbox, Setup setup) throws IOException {
        int first = 0;
        double before = Double.MAX_VALUE;
        for (int pass = 0; pass < (run.quick() ? 1 : WARM_UPS); pass++) {
            // the first ones come before the rule is known
            double now =
                    pass(run, sandbox, setup, first, WARM_UP_SECONDS, Fleet.DEVICES).get(0).value();
            first += WARM_UP_SECONDS * Fleet.DEVICES;
            if (now > before * NO_SOONER) {
                break;
            }
            before = now;
        }
        return first;
    }

    private List<Figure> pass(
            Run run, Sandbox sandbox, Setup setup, int first, int seconds, int expected)
            throws IOException {
        try (Readings readings = new Readings(sandbox.mqtt().url(), first, seconds);
                Alerts alerts =
                        new Alerts(sandbox.mqtt().url(), first, readings.count(), expected)) {
            readings.publish();
            alerts.await(LIMIT);
            List<Figure> figures = new ArrayList<>();
            Double target = setup.name().equals("pipeline") && !run.quick() ? TARGET_MILLIS : null;
            add(figures, name() + "." + setup.name(), readings.toAlert(alerts), target);
            add(figures, name() + "." + setup.name() + ".bare-mqtt", readings.toEcho(alerts), null);
            run.say(
                    "alarms: %s, %d s: p50 %.1f ms, p99 %.1f ms; bare MQTT %.1f and %.1f ms",
                    setup.name(),
                    seconds,
                    figures.get(0).value(),
                    figures.get(1).value(),
                    figures.get(2).value(),
                    figures.get(3).value());
            return figures;
        }
    }

    private static void add(List<Figure> figures, String prefix, Delays delays, Double target) {
        figures.add(new Figure(prefix + ".p50", delays.millis(0.5), "ms", Better.LOWER));
        figures.add(new Figure(prefix + ".p99", delays.millis(0.99), "ms", Better.LOWER, target));
    }

    private static Path jar(String job) {
        return Path.of(System.getProperty("fleet.home"))
                .resolve("jobs/" + job + "/target/fleet-job-" + job + ".jar");
    }

    private static void createTopics(Sandbox sandbox) {
        TopicProvisioner.create(
                sandbox.kafka().bootstrapServers(),
                OptionalInt.of(PARTITIONS),
                OptionalInt.of(1),
                true);
    }
}
