package io.fleetstream.schemas.database;

import java.io.ByteArrayOutputStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.TreeMap;

/**
 * Windows of an hour over the seeded temperatures, of devices and of sites, with sketches in the
 * format that {@code fleet_quantile} reads.
 */
final class SeededWindows {
    private static final double LOG_GAMMA = Math.log(1.01 / 0.99);

    private static final String WINDOWS =
            """
            SELECT date_bin('1 hour', time, 'epoch') AS start, %1$s AS subject, '%2$s' AS scope,
                %3$s AS device_id, org, site, array_agg(value ORDER BY time) AS numbers,
                max(received_at) AS received_at, count(DISTINCT device_id) AS devices
            FROM device_readings
            WHERE metric = 'temperature' AND quality <> 'BAD' AND time >= '2026-03-01 12:00:00Z'
            GROUP BY 1, 2, 4, org, site
            """;

    private static final String INSERT =
            """
            INSERT INTO window_aggregates (window_start, window_end, window_name, scope, subject,
                metric, unit, device_id, org, site, revision, count, samples, sum, mean, min, max,
                sd, p50, p95, p99, sketch, good, uncertain, bad, devices, received_at)
            SELECT ?, ?::timestamptz + INTERVAL '1 hour', '1h', ?, ?, 'temperature', 'Cel', ?, ?, ?,
                1, count(*), count(*), sum(v), avg(v), min(v), max(v), stddev_samp(v),
                percentile_disc(0.5) WITHIN GROUP (ORDER BY v),
                percentile_disc(0.95) WITHIN GROUP (ORDER BY v),
                percentile_disc(0.99) WITHIN GROUP (ORDER BY v), ?, count(*), 0, 0, ?, ?
            FROM unnest(?) AS v
            """;

    private SeededWindows() {}

    static void insert(TestDatabase database) throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement();
                PreparedStatement insert = connection.prepareStatement(INSERT)) {
            String both =
                    WINDOWS.formatted("device_id", "DEVICE", "device_id")
                            + " UNION ALL "
                            + WINDOWS.formatted("org || '/' || site", "SITE", "NULL::text");
            try (ResultSet windows = statement.executeQuery(both)) {
                while (windows.next()) {
                    Double[] numbers = (Double[]) windows.getArray("numbers").getArray();
                    insert.setTimestamp(1, windows.getTimestamp("start"));
                    insert.setTimestamp(2, windows.getTimestamp("start"));
                    insert.setString(3, windows.getString("scope"));
                    insert.setString(4, windows.getString("subject"));
                    insert.setString(5, windows.getString("device_id"));
                    insert.setString(6, windows.getString("org"));
                    insert.setString(7, windows.getString("site"));
                    insert.setBytes(8, sketch(numbers));
                    insert.setLong(9, windows.getLong("devices"));
                    insert.setTimestamp(10, windows.getTimestamp("received_at"));
                    insert.setArray(11, connection.createArrayOf("float8", numbers));
                    insert.addBatch();
                }
            }
            insert.executeBatch();
        }
    }

    /** Of positive values: version, no zeros, the buckets, no negative ones. */
    private static byte[] sketch(Double[] values) {
        Map<Integer, Integer> buckets = new TreeMap<>();
        for (double value : values) {
            buckets.merge((int) Math.ceil(Math.log(value) / LOG_GAMMA), 1, Integer::sum);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(1);
        write(bytes, 0);
        write(bytes, buckets.size());
        int before = 0;
        for (Map.Entry<Integer, Integer> bucket : buckets.entrySet()) {
            int distance = bucket.getKey() - before;
            write(bytes, (distance << 1) ^ (distance >> 31));
            write(bytes, bucket.getValue());
            before = bucket.getKey();
        }
        write(bytes, 0);
        return bytes.toByteArray();
    }

    private static void write(ByteArrayOutputStream bytes, int number) {
        int rest = number;
        while (rest >= 1 << 7) {
            bytes.write((rest & 127) | 128);
            rest >>>= 7;
        }
        bytes.write(rest);
    }
}
