package io.fleetstream.schemas.database;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** The seeded readings as the archive job lays them out, in DuckDB. */
final class SeededLake {
    private SeededLake() {}

    /** Writes the files below a directory, and opens them as {@code ./fleet query} does. */
    static Connection open(Path directory, String seed) throws SQLException, IOException {
        Path files = directory.resolve("readings");
        Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET TimeZone = 'UTC'");
            statement.execute(
                    """
                    CREATE TABLE device_readings (time TIMESTAMPTZ, device_id VARCHAR,
                        metric VARCHAR, value DOUBLE, unit VARCHAR, quality VARCHAR, org VARCHAR,
                        site VARCHAR, device_type VARCHAR, model VARCHAR, firmware VARCHAR,
                        device_time TIMESTAMPTZ, received_at TIMESTAMPTZ, sequence BIGINT,
                        source_partition INTEGER, source_offset BIGINT, source_index INTEGER,
                        quality_reason VARCHAR, sent_unit VARCHAR)
                    """);
            statement.execute(seed);
            statement.execute(
                    "COPY (SELECT *, strftime(time, '%Y-%m-%d') AS dt, strftime(time, '%H') AS hour"
                            + " FROM device_readings) TO '"
                            + files
                            + "' (FORMAT parquet, PARTITION_BY (org, dt, hour))");
            statement.execute("CREATE SCHEMA parquet");
            statement.execute(
                    "CREATE VIEW parquet.readings AS SELECT * FROM read_parquet('"
                            + files
                            + "/**/*.parquet', hive_partitioning = true, union_by_name = true)");
        }
        return connection;
    }
}
