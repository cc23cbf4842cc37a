package io.fleetstream.benchmarks.read;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Fills migrated tables as a fleet would: a month of one value an hour for some devices, then
 * twenty-two minutes of three values a minute for all of them. Values follow from device and time.
 */
final class FleetTables {
    static final int METRICS = 3;
    static final int MINUTES_SETTLED = 20;
    static final int MINUTES_SINCE = 2;
    static final int HOURS = 30 * 24;

    /** A device of the fleet that has the month behind it. */
    static final String DEVICE = "device-000001";

    private static final int DEVICES_PER_MONTH = 100;

    private static final String INSERT =
            """
            INSERT INTO device_readings (time, device_id, metric, value, unit, quality, org, site,
                device_type, model, firmware, received_at, sequence, source_partition, source_offset)
            SELECT at, 'device-' || lpad(d::text, 6, '0'), metric, d %% 50 + extract(minute FROM at),
                'Cel', 'GOOD', 'acme', 'site-' || d %% 200, 'thermostat', 'm1', '1.0',
                at + INTERVAL '1 second', %1$s, d %% 4, %1$s * 1000000 + d
            FROM (SELECT d, %2$s AS at FROM generate_series(1, %3$d) AS d) AS devices
            CROSS JOIN (SELECT * FROM unnest(ARRAY['temperature', 'humidity', 'battery'])
                LIMIT %4$d) AS metrics (metric)
            """;

    private final Connection connection;
    private final long devices;

    FleetTables(Connection connection, long devices) {
        this.connection = connection;
        this.devices = devices;
    }

    /** A month of hours, rolled up. */
    void fillMonth() throws SQLException {
        execute("SELECT fleet_ensure_partitions(now() - INTERVAL '31 days', now())");
        long some = Math.max(1, devices / DEVICES_PER_MONTH);
        for (int hour = HOURS; hour >= 1; hour--) {
            // from the middle of the hour, so that none of them is the running one
            String at =
                    "date_trunc('hour', now()) - INTERVAL '1 hour' * "
                            + hour
                            + " + INTERVAL '30 min'";
            execute(INSERT.formatted(Integer.toString(hour), at, some, 1));
        }
        execute("ANALYZE device_readings");
        execute("SELECT fleet_refresh_rollups()");
        if (isTimescale()) {
            // not in a transaction, and not by a function
            execute("CALL refresh_continuous_aggregate('device_metrics_1h', NULL, NULL)");
        }
        execute("ANALYZE device_metrics_1h");
    }

    /** The last minutes: most before the refresh of what is kept aside, some after it. */
    void fillMinutes() throws SQLException {
        for (int minute = MINUTES_SETTLED + MINUTES_SINCE; minute > MINUTES_SINCE; minute--) {
            fillMinute(minute);
        }
        execute("VACUUM ANALYZE device_readings");
        execute("SELECT fleet_refresh_latest(true, 0)");
        for (int minute = MINUTES_SINCE; minute > 0; minute--) {
            fillMinute(minute);
        }
        execute("VACUUM ANALYZE device_readings");
        execute("VACUUM ANALYZE device_latest");
    }

    private void fillMinute(int minute) throws SQLException {
        String at =
                "now() - INTERVAL '1 minute' * "
                        + minute
                        + " + INTERVAL '1 second' * (d % 60) + INTERVAL '1 microsecond' * d";
        execute(INSERT.formatted(Integer.toString(1000 - minute), at, devices, METRICS));
    }

    private boolean isTimescale() throws SQLException {
        try (Statement statement = connection.createStatement();
                var answer = statement.executeQuery("SELECT fleet_has_timescaledb()")) {
            answer.next();
            return answer.getBoolean(1);
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
