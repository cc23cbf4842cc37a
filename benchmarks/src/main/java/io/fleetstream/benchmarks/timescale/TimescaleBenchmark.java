package io.fleetstream.benchmarks.timescale;

import io.fleetstream.benchmarks.child.ChildProcess;
import io.fleetstream.benchmarks.child.Variant;
import io.fleetstream.benchmarks.measure.Comparison;
import io.fleetstream.benchmarks.measure.Drain;
import io.fleetstream.benchmarks.report.Outcome;
import io.fleetstream.benchmarks.run.Benchmark;
import io.fleetstream.benchmarks.run.Rounds;
import io.fleetstream.benchmarks.run.Run;
import io.fleetstream.sandbox.PostgresService;
import io.fleetstream.sandbox.Sandbox;
import io.fleetstream.sandbox.Service;
import io.fleetstream.schemas.database.DatabaseMigrator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Writes the same rows into {@code device_readings} in three ways, fresh and once more. */
public final class TimescaleBenchmark implements Benchmark {
    private static final long ROWS = 1_000_000;
    private static final long QUICK_ROWS = 50_000;
    private static final List<String> HEAP = List.of("-Xms640m", "-Xmx640m");

    private static final String COPY = "copy";
    private static final String WRITER = "writer";
    private static final String JDBC = "flink-jdbc";
    private static final String FRESH = "-fresh";
    private static final String REDELIVERED = "-redelivered";
    private static final String CLIENT = "-client";

    private static final double FRESH_COST = 1 / 0.9;
    private static final double REDELIVERED_COST = 1 / 0.7;
    private static final double SPEED_UP = 2.5;

    private static final List<Comparison> BARS =
            List.of(
                    Comparison.toCeiling(WRITER + FRESH, COPY + FRESH).withTarget(FRESH_COST),
                    Comparison.toCeiling(WRITER + REDELIVERED, COPY + FRESH)
                            .withTarget(REDELIVERED_COST),
                    Comparison.toAnchor(WRITER + FRESH, JDBC + FRESH).withTarget(SPEED_UP),
                    Comparison.toAnchor(WRITER + REDELIVERED, JDBC + REDELIVERED)
                            .withTarget(SPEED_UP));

    @Override
    public String name() {
        return "timescale";
    }

    @Override
    public String description() {
        return "writer of tables beside raw COPY and Flink's JDBC sink, fresh and redelivered";
    }

    @Override
    public Outcome run(Run run) throws IOException {
        long rows = run.recordsOr(ROWS, QUICK_ROWS);
        Path directory = run.directory().resolve(name());
        try (Sandbox sandbox =
                Sandbox.builder()
                        .directory(directory)
                        .with(Service.POSTGRES)
                        .progress(run.progress())
                        .build()) {
            sandbox.start();
            prepare(sandbox.postgres());
            return outcome(run, directory, sandbox.postgres(), rows);
        }
    }

    private Outcome outcome(Run run, Path directory, PostgresService postgres, long rows)
            throws IOException {
        try (ChildProcess copy = child(COPY, CopyLoading.class, directory);
                ChildProcess writer = child(WRITER, WriterLoading.class, directory);
                ChildProcess jdbc = child(JDBC, JdbcLoading.class, directory)) {
            List<Entrant> entrants =
                    List.of(
                            new Entrant(COPY + FRESH, copy, postgres, false, rows),
                            new Entrant(WRITER + FRESH, writer, postgres, false, rows),
                            new Entrant(WRITER + REDELIVERED, writer, postgres, true, rows),
                            new Entrant(JDBC + FRESH, jdbc, postgres, false, rows),
                            new Entrant(JDBC + REDELIVERED, jdbc, postgres, true, rows));
            List<Drain> drains = new ArrayList<>(Rounds.run(run, name(), entrants, rows));
            for (Entrant entrant : entrants) {
                for (int round = 0; round < entrant.clients().size(); round++) {
                    drains.add(
                            new Drain(
                                    entrant.name() + CLIENT,
                                    round,
                                    round < run.warmUps(),
                                    entrant.clients().get(round)));
                }
            }
            return new Outcome(
                    name(),
                    "row",
                    entrants.stream()
                            .map(Entrant::name)
                            .flatMap(each -> Stream.of(each, each + CLIENT))
                            .toList(),
                    BARS.stream()
                            .flatMap(bar -> Stream.of(bar, bar.byWall()))
                            .map(bar -> run.quick() ? bar.withoutTarget() : bar)
                            .toList(),
                    drains);
        }
    }

    private static ChildProcess child(String name, Class<? extends Variant> variant, Path directory)
            throws IOException {
        return ChildProcess.start(name, variant, directory, HEAP);
    }

    /** The table as it is, without a vacuum in the midst of somebody's turn. */
    private static void prepare(PostgresService postgres) throws IOException {
        char[] password = Files.readString(postgres.passwordFile()).strip().toCharArray();
        DatabaseMigrator.migrate(postgres.url(), postgres.user(), password::clone);
        try (Connection connection = postgres.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "ALTER TABLE device_readings_default SET (autovacuum_enabled = false)");
        } catch (SQLException e) {
            throw new IOException("the database cannot be prepared", e);
        }
    }
}
