package io.fleetstream.connectors.postgres;

import io.fleetstream.connectors.jdbc.PostgresLogin;
import io.fleetstream.connectors.jdbc.PostgresSettings;
import io.fleetstream.sandbox.PostgresService;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;

/** A real table of {@link Sample}s, cut by time in the way the job's are, and writers into it. */
final class SampleTable {
    private final PostgresService postgres;
    private final Table<Sample> table;

    private SampleTable(PostgresService postgres, Table<Sample> table) {
        this.postgres = postgres;
        this.table = table;
    }

    /** One that may not be there. */
    static SampleTable of(PostgresService postgres, Table<Sample> table) {
        return new SampleTable(postgres, table);
    }

    static SampleTable create(PostgresService postgres, Table<Sample> table) throws SQLException {
        SampleTable created = new SampleTable(postgres, table);
        created.run(
                "CREATE TABLE "
                        + table.name()
                        + " (time timestamptz NOT NULL, device text NOT NULL, value double"
                        + " precision NOT NULL CONSTRAINT sane CHECK (value <> -666), note text,"
                        + " revision integer NOT NULL) PARTITION BY RANGE (time)");
        created.run(
                "CREATE TABLE "
                        + table.name()
                        + "_default PARTITION OF "
                        + table.name()
                        + " DEFAULT");
        created.run("CREATE UNIQUE INDEX ON " + table.name() + " (time, device)");
        return created;
    }

    Table<Sample> table() {
        return table;
    }

    PostgresSettings settings(Duration outage) {
        return settings(postgres.url(), outage);
    }

    PostgresSettings settings(String url, Duration outage) {
        return new PostgresSettings(
                url,
                postgres.user(),
                postgres.passwordFile().toString(),
                1_000,
                1 << 20,
                Duration.ofMillis(100),
                outage);
    }

    BatchWriter<Sample> writer() {
        return writer(settings(Duration.ofSeconds(30)));
    }

    BatchWriter<Sample> writer(PostgresSettings settings) {
        return new BatchWriter<>(
                table.name(),
                new TableClient<>(new PostgresLogin(settings), table),
                new Outage(table.name(), settings.outage()));
    }

    WriteResult<Sample> write(BatchWriter<Sample> writer, List<Sample> rows)
            throws SQLException, InterruptedException {
        RowBatch<Sample> batch = new RowBatch<>(table);
        rows.forEach(batch::add);
        return writer.write(batch.byKey());
    }

    /** All rows, as written, by key. */
    List<Sample> rows() throws SQLException {
        List<Sample> rows = new ArrayList<>();
        try (Connection connection = postgres.connect();
                Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery(
                                "SELECT time, device, value, note, revision FROM "
                                        + table.name()
                                        + " ORDER BY time, device COLLATE \"C\"")) {
            while (row.next()) {
                rows.add(
                        new Sample(
                                row.getObject(1, OffsetDateTime.class).toInstant(),
                                row.getString(2),
                                row.getDouble(3),
                                row.getString(4),
                                row.getInt(5)));
            }
        }
        return rows;
    }

    /** Where every row lies and who wrote it: the same as before only if nothing was written. */
    String fingerprint() throws SQLException {
        return ask(
                "SELECT md5(string_agg(ctid || ' ' || xmin || ' ' || xmax, ',' ORDER BY time,"
                        + " device)) FROM "
                        + table.name());
    }

    void run(String sql) throws SQLException {
        try (Connection connection = postgres.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    String ask(String sql) throws SQLException {
        try (Connection connection = postgres.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }
}
