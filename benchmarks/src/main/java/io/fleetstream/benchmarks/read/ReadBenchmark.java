package io.fleetstream.benchmarks.read;

import io.fleetstream.benchmarks.measure.Better;
import io.fleetstream.benchmarks.measure.Drain;
import io.fleetstream.benchmarks.measure.Figure;
import io.fleetstream.benchmarks.report.Outcome;
import io.fleetstream.benchmarks.run.Benchmark;
import io.fleetstream.benchmarks.run.Run;
import io.fleetstream.sandbox.Sandbox;
import io.fleetstream.sandbox.Service;
import io.fleetstream.schemas.database.DatabaseMigrator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** How long a person waits for the last values of a fleet, and for a month of one device. */
public final class ReadBenchmark implements Benchmark {
    private static final long DEVICES = 100_000;
    private static final long QUICK_DEVICES = 1_000;
    private static final int SITES = 200;
    private static final double NANOS_PER_SECOND = 1e9;

    /** Seconds a person waits for. */
    private static final Map<String, Double> TARGETS =
            Map.of(
                    "latest-fleet", 2.0,
                    "latest-site", 2.0,
                    "latest-device", 0.5,
                    "month-of-a-device", 0.5);

    @Override
    public String name() {
        return "read";
    }

    @Override
    public String description() {
        return "v_device_latest of 100 thousand devices, and a month of hourly values of one";
    }

    @Override
    public Outcome run(Run run) throws IOException {
        long devices = run.recordsOr(DEVICES, QUICK_DEVICES);
        Path directory = run.directory().resolve("read");
        try (Sandbox sandbox =
                Sandbox.builder()
                        .directory(directory)
                        .with(Service.POSTGRES)
                        .prepare(Service.POSTGRES, ReadBenchmark::createTables)
                        .build()) {
            sandbox.start();
            try (Connection connection = sandbox.postgres().connect()) {
                FleetTables tables = new FleetTables(connection, devices);
                run.say("read: a month of hours");
                tables.fillMonth();
                run.say("read: the last minutes of %,d devices", devices);
                tables.fillMinutes();
                return ask(run, questions(devices, connection), directory);
            }
        } catch (SQLException e) {
            throw new IOException("read: " + e.getMessage(), e);
        }
    }

    private static Outcome ask(Run run, List<Question> questions, Path directory)
            throws IOException, SQLException {
        List<Drain> drains = new ArrayList<>();
        for (int round = 0; round < run.warmUps() + run.repetitions(); round++) {
            boolean warmUp = round < run.warmUps();
            for (Question question : questions) {
                Drain drain = new Drain(question.name(), round, warmUp, question.drain());
                drains.add(drain);
                run.say(
                        "read %s: %s %.3f s",
                        warmUp ? "warm-up" : "round",
                        question.name(),
                        drain.sample().wallNanos() / NANOS_PER_SECOND);
            }
        }
        for (Question question : questions) {
            question.explain(directory.resolve("explain"));
        }
        run.say("read: plans in %s", directory.resolve("explain"));
        List<Figure> times =
                questions.stream()
                        .map(
                                question ->
                                        new Figure(
                                                "read." + question.name() + ".seconds",
                                                median(question.name(), drains),
                                                "s",
                                                Better.LOWER,
                                                run.quick() ? null : TARGETS.get(question.name())))
                        .toList();
        return new Outcome(
                "read",
                "row",
                // the time people wait is the bar; CPU time is spent in the database
                List.of(),
                List.of(),
                drains,
                times);
    }

    private static List<Question> questions(long devices, Connection connection) {
        long ofSite = devices / SITES + (devices % SITES >= 7 ? 1 : 0);
        return List.of(
                new Question(
                        "latest-fleet",
                        "SELECT * FROM v_device_latest",
                        devices * FleetTables.METRICS,
                        connection),
                new Question(
                        "latest-site",
                        "SELECT * FROM v_device_latest WHERE site = 'site-7' AND metric ="
                                + " 'humidity'",
                        ofSite,
                        connection),
                new Question(
                        "latest-device",
                        "SELECT * FROM v_device_latest WHERE device_id = '"
                                + FleetTables.DEVICE
                                + "'",
                        FleetTables.METRICS,
                        connection),
                new Question(
                        "month-of-a-device",
                        "SELECT hour, mean, min, max FROM v_device_hourly WHERE device_id = '"
                                + FleetTables.DEVICE
                                + "' AND metric = 'temperature' AND hour >= date_trunc('hour',"
                                + " now()) - INTERVAL '30 days' AND hour < date_trunc('hour',"
                                + " now()) - INTERVAL '1 hour' ORDER BY hour",
                        FleetTables.HOURS - 1L,
                        connection));
    }

    private static double median(String variant, List<Drain> drains) {
        double[] sorted =
                drains.stream()
                        .filter(drain -> !drain.warmUp() && drain.variant().equals(variant))
                        .mapToDouble(drain -> drain.sample().wallNanos() / NANOS_PER_SECOND)
                        .sorted()
                        .toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
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
