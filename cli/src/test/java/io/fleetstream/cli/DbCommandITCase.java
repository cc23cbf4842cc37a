package io.fleetstream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetstream.sandbox.Service;
import io.fleetstream.sandbox.junit.SandboxExtension;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import picocli.CommandLine;

/** The commands that look after the tables, as typed, against a real database. */
class DbCommandITCase {
    @RegisterExtension
    static final SandboxExtension SANDBOX = SandboxExtension.with(Service.POSTGRES);

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void migratesConfiguresAndMaintains() throws SQLException {
        assertThat(run("migrate")).as(err.toString()).isZero();
        assertThat(run("configure")).isZero();
        assertThat(out.toString()).contains("raw.retain ").contains("7 days");

        assertThat(run("configure", "raw.retain=1 day")).isEqualTo(1);
        assertThat(run("configure", "raw.retain")).isEqualTo(2);
        assertThat(err.toString().lines())
                .hasSize(2)
                .anyMatch(line -> line.startsWith("fleet db configure: ERROR: raw.compress-after"));
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

    private int run(String... arguments) {
        CommandLine fleet = Fleet.commandLine();
        fleet.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        List<String> all =
                Stream.concat(
                                Stream.of("db"),
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
