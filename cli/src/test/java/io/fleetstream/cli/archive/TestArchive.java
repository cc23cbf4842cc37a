package io.fleetstream.cli.archive;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** Archives as the job writes them, made by DuckDB. */
public final class TestArchive {
    private TestArchive() {}

    /** Two readings of d1, of two values each, and one of d2. */
    public static Path readings(Path root) throws IOException, SQLException {
        Path file = root.resolve("readings/org=acme/dt=2026-03-01/hour=12/a.zstd.parquet");
        write(
                file,
                "SELECT TIMESTAMPTZ '2026-03-01 12:00:00.000001+00' + to_minutes(m::BIGINT) AS"
                    + " time, d AS device_id, metric, m + 0.5 AS value, 'Cel' AS unit, CASE metric"
                    + " WHEN 'a' THEN 'GOOD' ELSE 'BAD' END AS quality, 'acme' AS org, 'berlin' AS"
                    + " site, 'thermostat' AS device_type, NULL::VARCHAR AS model, '1.4' AS"
                    + " firmware, time + INTERVAL 2 SECOND AS device_time, time AS received_at,"
                    + " m::BIGINT AS sequence, 3::INTEGER AS source_partition, (100 + m)::BIGINT AS"
                    + " source_offset, 0::INTEGER AS source_index, CASE metric WHEN 'b' THEN"
                    + " 'OUT_OF_RANGE' END AS quality_reason, NULL::VARCHAR AS sent_unit, 5::BIGINT"
                    + " AS sample_count, 1.0::DOUBLE AS sample_min, 2.0::DOUBLE AS sample_max,"
                    + " NULL::DOUBLE AS sample_std, 60000000::BIGINT AS window_micros,"
                    + " 'SKEWED,LATE' AS flags FROM (VALUES ('d1', 0, 'a'), ('d1', 0, 'b'), ('d1',"
                    + " 1, 'a'), ('d1', 1, 'b'), ('d2', 0, 'a')) AS v(d, m, metric) ORDER BY metric"
                    + " DESC");
        return file;
    }

    /** A day of devices that measure a every 10 minutes: 20 to 29.9, as if by chance. */
    public static Path day(Path root, int devices) throws IOException, SQLException {
        Path file = root.resolve("readings/org=acme/dt=2026-03-01/hour=00/a.zstd.parquet");
        write(
                file,
                "SELECT TIMESTAMPTZ '2026-03-01 00:00:00+00' + to_seconds(600 * m + d) AS time,"
                        + " 'd' || d AS device_id, 'a' AS metric,"
                        + " 20 + hash(d * 1000 + m) % 1000 / 100.0 AS value, 'Cel' AS unit,"
                        + " 'GOOD' AS quality, 'acme' AS org, 'berlin' AS site, 'thermostat' AS"
                        + " device_type, 'm-1' AS model, '1.4' AS firmware, time AS device_time,"
                        + " time AS received_at, m::BIGINT AS sequence,"
                        + " 3::INTEGER AS source_partition, (d * 1000 + m)::BIGINT AS"
                        + " source_offset, 0::INTEGER AS source_index, NULL::VARCHAR AS"
                        + " quality_reason, NULL::VARCHAR AS sent_unit, NULL::BIGINT AS"
                        + " sample_count, NULL::DOUBLE AS sample_min, NULL::DOUBLE AS sample_max,"
                        + " NULL::DOUBLE AS sample_std, NULL::BIGINT AS window_micros,"
                        + " NULL::VARCHAR AS flags FROM range("
                        + devices
                        + ") AS ds(d), range(144) AS ms(m)");
        return file;
    }

    /** Three messages, one without key, one with a key and a header that are no text. */
    public static Path raw(Path root) throws IOException, SQLException {
        Path file = root.resolve("raw/dt=2026-03-01/hour=12/a.zstd.parquet");
        write(
                file,
                "SELECT TIMESTAMPTZ '2026-03-01 12:00:00.000007+00' AS received_at, device_id,"
                        + " 'acme/berlin/thermostat/d1/reading' AS mqtt_topic,"
                        + " p::INTEGER AS source_partition, 7::BIGINT AS source_offset,"
                        + " headers, key, value"
                        + " FROM (VALUES"
                        + " ('d1', 0, '[{\"name\":\"user.x\",\"value\":\"ü\"},{\"name\":\"y\"}]',"
                        + " NULL::BLOB, '\\x01\\xFF'::BLOB),"
                        + " ('?', 1, '[{\"name\":\"z\",\"base64\":\"/w==\"}]', '\\xFE'::BLOB,"
                        + " ''::BLOB),"
                        + " (NULL, 99, NULL, NULL, NULL)) AS v(device_id, p, headers, key, value)");
        return file;
    }

    private static void write(Path file, String sql) throws IOException, SQLException {
        Files.createDirectories(file.getParent());
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("SET TimeZone='UTC'");
            statement.execute("COPY (" + sql + ") TO '" + file + "' (FORMAT parquet)");
        }
    }
}
