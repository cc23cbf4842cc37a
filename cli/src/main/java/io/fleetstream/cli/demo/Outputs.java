package io.fleetstream.cli.demo;

import io.fleetstream.cli.query.Lake;
import io.fleetstream.cli.query.QueryResult;
import io.fleetstream.cli.stack.Stack;
import io.fleetstream.sandbox.PostgresService;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;

/** What has arrived in the database and in the Parquet files, asked of both directly. */
public final class Outputs {
    private final PostgresService database;
    private final Path archive;

    /** The outputs of a running stack; connects anew for each question. */
    public Outputs(Stack stack) {
        database = stack.sandbox().postgres();
        archive = stack.archiveDirectory();
    }

    /** Rows in {@code device_readings}. */
    public long tableRows() throws SQLException {
        return query("SELECT count(*) FROM device_readings").firstLong();
    }

    /** Rows that are to be believed, or cannot be judged: those that windows count. */
    public long rowsNotBad() throws SQLException {
        return query("SELECT count(*) FROM device_readings WHERE quality <> 'BAD'").firstLong();
    }

    /** Values counted by the closed windows of the demo, of all devices or all sites. */
    public long windowValues(String scope) throws SQLException {
        return query(
                        "SELECT coalesce(sum(count), 0) FROM window_aggregates WHERE NOT early AND"
                                + " window_name = '"
                                + DemoWindows.NAME
                                + "' AND scope = '"
                                + scope
                                + "'")
                .firstLong();
    }

    /** Rows in the published Parquet files. */
    public long parquetRows() throws IOException, SQLException {
        if (!anyFile()) {
            return 0;
        }
        try (Lake lake = lake()) {
            return lake.query("SELECT count(*) FROM parquet.readings").firstLong();
        }
    }

    /** What ingest's books say, all devices and hours together. */
    public HourSums hours() throws SQLException {
        QueryResult sums =
                query(
                        "SELECT coalesce(sum(received), 0), coalesce(sum(stored), 0),"
                                + " coalesce(sum(rejected_total), 0), coalesce(sum(duplicated), 0),"
                                + " coalesce(sum(parked), 0), coalesce(sum(missing - filled), 0)"
                                + " FROM device_hours");
        List<Long> row =
                sums.rows().get(0).stream().map(each -> ((Number) each).longValue()).toList();
        return new HourSums(row.get(0), row.get(1), row.get(2), row.get(3), row.get(4), row.get(5));
    }

    /** The files as they are now. */
    public Lake lake() throws IOException, SQLException {
        return new Lake(archive.toString());
    }

    /** Runs SQL on the tables. */
    public QueryResult query(String sql) throws SQLException {
        try (Connection connection = database.connect()) {
            return QueryResult.of(connection, sql);
        }
    }

    private boolean anyFile() throws IOException {
        Path readings = archive.resolve("readings");
        if (!Files.isDirectory(readings)) {
            return false;
        }
        try (Stream<Path> files = Files.walk(readings)) {
            return files.anyMatch(file -> file.toString().endsWith(".parquet"));
        }
    }
}
