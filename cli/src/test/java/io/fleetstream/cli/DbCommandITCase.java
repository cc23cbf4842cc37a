package io.fleetstream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetstream.sandbox.Service;
import io.fleetstream.sandbox.junit.SandboxExtension;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The commands that look after the tables, as typed, against a real database. */
class DbCommandITCase {
    @RegisterExtension
    static final SandboxExtension SANDBOX = SandboxExtension.with(Service.POSTGRES);

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void migratesConfiguresAndMaintains() throws SQLException {
        execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public");
        assertThat(run("configure")).isEqualTo(1);
        assertThat(run("maintain")).isEqualTo(1);
        assertThat(err.toString().lines())
                .hasSize(2)
                .allMatch(line -> line.endsWith("not there yet: run ./fleet db migrate first"));
        err.getBuffer().setLength(0);

        assertThat(run("migrate")).as(err.toString()).isZero();
        assertThat(run("configure")).isZero();
        assertThat(out.toString()).contains("raw.retain ").contains("7 days");

        assertThat(run("configure", "raw.retain=1 day")).isEqualTo(1);
        assertThat(run("configure", "raw.retain")).isEqualTo(2);
        assertThat(err.toString().lines())
                .hasSize(2)
                .contains(
                        "fleet db configure: raw.compress-after is 2 days; accepted: less than"
                                + " raw.retain (1 day): there would be nothing left to compress");
        assertThat(run("configure", "raw.retain=P10D", "windows.15m.retain=40 days")).isZero();

        // eleven days, of which the first is archived
        execute(
                """
                INSERT INTO device_readings (time, device_id, metric, value, org, site, device_type,
                    received_at, source_partition, source_offset)
                SELECT date_trunc('day', now()) - n * INTERVAL '1 day', 'd1', 'temperature', n, 'acme',
                    'hall', 'thermostat', now(), 0, n FROM generate_series(1, 12) AS n;
                INSERT INTO archived_files VALUES ('f', 'readings', 'acme',
                    date_trunc('day', now()) - INTERVAL '12 days', 1, 1, now(), now(), 'd1', 'd1')
                """);
        assertThat(run("maintain", "--dry-run")).isZero();
        assertThat(run("maintain")).isZero();
        String done = out.toString();
        assertThat(done.lines().filter(line -> line.startsWith("DROP"))).hasSize(2);
        assertThat(done.lines().filter(line -> line.startsWith("HOLD")))
                .hasSize(2)
                .allMatch(line -> line.contains("not archived: 1 rows of acme in 1 hours"));
        assertThat(done.lines().filter(line -> line.startsWith("REFRESH"))).hasSize(4);
    }

    @Test
    void maintenanceThatFailsInOneStepDoesTheOthersAndEndsWithOne() throws SQLException {
        assertThat(run("migrate")).as(err.toString()).isZero();
        execute("ALTER FUNCTION fleet_drop_windows(boolean) RENAME TO mislaid");
        try {
            assertThat(run("maintain")).isEqualTo(1);
        } finally {
            execute("ALTER FUNCTION mislaid(boolean) RENAME TO fleet_drop_windows");
        }

        assertThat(out.toString().lines().filter(line -> line.startsWith("FAIL")))
                .singleElement()
                .asString()
                .contains("window_aggregates", "function fleet_drop_windows(boolean) does not");
        assertThat(err.toString()).startsWith("1 steps failed (FAIL); the others were done");
    }

    @Test
    void notesWhichFilesOfTheArchiveHaveExpired(@TempDir Path archive) throws Exception {
        assertThat(run("migrate")).as(err.toString()).isZero();
        Path known = archive.resolve("readings/org=acme/dt=2020-01-01/hour=00/a.parquet");
        Path unknown = archive.resolve("readings/org=acme/dt=2020-01-01/hour=01/b.parquet");
        for (Path file : List.of(known, unknown)) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, "four");
        }
        execute(
                """
                INSERT INTO archived_files VALUES
                    ('readings/org=acme/dt=2020-01-01/hour=00/a.parquet', 'readings', 'acme',
                        '2020-01-01Z', 1, 4, '2020-01-01Z', '2020-01-01Z', 'd1', 'd1'),
                    ('readings/other.parquet', 'readings', 'acme',
                        '2020-01-01Z', 1, 4, '2020-01-01Z', '2020-01-01Z', 'd1', 'd1')
                """);
        String[] expire = {"expire", "--parquet", archive.toString(), "--keep", "readings=P30D"};

        String dryRun = "--dry-run";
        assertThat(
                        runOf(
                                "archive",
                                Stream.concat(Stream.of(expire), Stream.of(dryRun))
                                        .toArray(String[]::new)))
                .as(err.toString())
                .isZero();
        assertThat(expired()).isZero();
        assertThat(runOf("archive", expire)).as(err.toString()).isZero();

        assertThat(known).doesNotExist();
        assertThat(unknown).exists();
        assertThat(expired()).isEqualTo(1);
        assertThat(out.toString()).contains("1 files, 4 bytes deleted");
        assertThat(err.toString())
                .contains("1 files stay: the table archived_files does not have them yet");
    }

    private static long expired() throws SQLException {
        try (Connection connection = SANDBOX.postgres().connect();
                Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery(
                                "SELECT count(*) FROM archived_files WHERE expired_at IS NOT"
                                        + " NULL")) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private int run(String... arguments) {
        return runOf("db", arguments);
    }

    private int runOf(String command, String... arguments) {
        CommandLine fleet = Fleet.commandLine();
        fleet.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        List<String> all =
                Stream.concat(
                                Stream.of(command),
                                Stream.concat(
                                        Stream.of(arguments),
                                        Stream.of(
                                                "--url",
                                                SANDBOX.postgres().url(),
                                                "--user",
                                                SANDBOX.postgres().user(),
                                                "--password-file",
                                                SANDBOX.postgres().passwordFile().toString())))
                        .toList();
        return fleet.execute(all.toArray(String[]::new));
    }

    private static void execute(String sql) throws SQLException {
        try (Connection connection = SANDBOX.postgres().connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
