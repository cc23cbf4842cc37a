package io.fleetstream.benchmarks.fresh;

import io.fleetstream.benchmarks.measure.Better;
import io.fleetstream.benchmarks.measure.Figure;
import io.fleetstream.benchmarks.report.Outcome;
import io.fleetstream.benchmarks.run.Benchmark;
import io.fleetstream.benchmarks.run.Run;
import io.fleetstream.sandbox.JobSubmission;
import io.fleetstream.sandbox.Sandbox;
import io.fleetstream.sandbox.Service;
import io.fleetstream.schemas.database.DatabaseMigrator;
import io.fleetstream.schemas.kafka.TopicProvisioner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * How long a value takes from its publication over MQTT until its row is visible, at a thousand
 * messages a second on the sandbox's cluster, for several intervals between checkpoints: what
 * ingest writes becomes visible to the next job with its checkpoints.
 */
public final class FreshBenchmark implements Benchmark {
    private static final List<Duration> INTERVALS =
            List.of(
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(2),
                    Duration.ofSeconds(1),
                    Duration.ofMillis(500),
                    Duration.ofMillis(200));
    private static final List<Duration> QUICK_INTERVALS = List.of(Duration.ofSeconds(1));
    private static final Duration WARM_UP = Duration.ofSeconds(15);
    private static final Duration MEASURED = Duration.ofSeconds(60);
    private static final Duration QUICK_MEASURED = Duration.ofSeconds(10);
    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final int PARTITIONS = 4;

    @Override
    public String name() {
        return "fresh";
    }

    @Override
    public String description() {
        return "time from MQTT publish to visible row, by checkpoint interval";
    }

    @Override
    public Outcome run(Run run) throws IOException {
        List<Figure> figures = new ArrayList<>();
        try (Sandbox sandbox =
                Sandbox.builder()
                        .directory(run.directory().resolve(name()))
                        .with(Service.values())
                        .prepare(Service.KAFKA, FreshBenchmark::createTopics)
                        .prepare(Service.POSTGRES, FreshBenchmark::createTables)
                        .progress(run.progress())
                        .build()) {
            sandbox.start();
            for (Duration interval : run.quick() ? QUICK_INTERVALS : INTERVALS) {
                if (run.wants(label(interval))) {
                    figures.addAll(measure(run, sandbox, interval));
                }
            }
        }
        return new Outcome(name(), "message", List.of(), List.of(), List.of(), figures);
    }

    private List<Figure> measure(Run run, Sandbox sandbox, Duration interval) throws IOException {
        List<String> jobs =
                List.of(
                        submit(sandbox, interval, "ingest", "--ingest.unknown-device", "accept"),
                        submit(
                                sandbox,
                                interval,
                                "timescale",
                                "--jdbc.url",
                                sandbox.postgres().url(),
                                "--jdbc.user",
                                sandbox.postgres().user(),
                                "--jdbc.password-file",
                                sandbox.postgres().passwordFile().toString()));
        jobs.forEach(job -> sandbox.flink().awaitRunning(job, LIMIT));
        pass(sandbox, WARM_UP);
        double[] delays = pass(sandbox, run.quick() ? QUICK_MEASURED : MEASURED);
        jobs.forEach(job -> sandbox.flink().cancel(job, LIMIT));
        run.say(
                "fresh: checkpoints every %s: p50 %.2f s, p99 %.2f s of %d rows",
                label(interval), quantile(delays, 0.5), quantile(delays, 0.99), delays.length);
        String prefix = name() + ".checkpoints-" + label(interval);
        return List.of(
                new Figure(prefix + ".p50", quantile(delays, 0.5), "s", Better.LOWER),
                new Figure(prefix + ".p99", quantile(delays, 0.99), "s", Better.LOWER));
    }

    private static String submit(
            Sandbox sandbox, Duration interval, String job, String... arguments) {
        List<String> all =
                new ArrayList<>(
                        List.of(
                                "--kafka.bootstrap-servers",
                                sandbox.kafka().bootstrapServers(),
                                "--schema-registry.url",
                                sandbox.schemaRegistry().url()));
        all.addAll(List.of(arguments));
        return sandbox.flink()
                .submit(
                        JobSubmission.of(jar(job), all)
                                .setting(
                                        "execution.checkpointing.interval",
                                        interval.toMillis() + " ms")
                                // the interval is what is asked about
                                .setting("execution.checkpointing.min-pause", "0 ms"));
    }

    private static double[] pass(Sandbox sandbox, Duration duration) throws IOException {
        try (Fleet fleet = new Fleet(sandbox.mqtt().url());
                RowWatch watch = new RowWatch(sandbox.postgres().connect())) {
            CompletableFuture<Void> publishing =
                    CompletableFuture.runAsync(
                            () -> {
                                try {
                                    fleet.publish(duration);
                                } catch (IOException e) {
                                    throw new CompletionException(e);
                                }
                            });
            watch.until(
                    duration.toSeconds() * (Fleet.DEVICES / Fleet.ONE_PROBE_IN),
                    duration.plus(LIMIT));
            publishing.join();
            return watch.delays();
        } catch (SQLException e) {
            throw new IOException("the database does not answer: " + e.getMessage(), e);
        }
    }

    private static double quantile(double[] sorted, double q) {
        return sorted[(int) (q * (sorted.length - 1))];
    }

    private static String label(Duration interval) {
        return interval.toMillis() % 1_000 == 0
                ? interval.toSeconds() + "s"
                : interval.toMillis() + "ms";
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

    private static void createTables(Sandbox sandbox) {
        DatabaseMigrator.migrate(
                sandbox.postgres().url(),
                sandbox.postgres().user(),
                () -> password(sandbox.postgres().passwordFile()));
    }

    private static char[] password(Path file) {
        try {
            return Files.readString(file).strip().toCharArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
