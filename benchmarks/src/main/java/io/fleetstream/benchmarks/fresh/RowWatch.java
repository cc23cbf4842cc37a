package io.fleetstream.benchmarks.fresh;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.DoubleStream;

/**
 * Looks every {@value #POLL_MILLIS} ms which rows of the probes have become visible. The rows of a
 * device become visible in the order of their times, so what is newer than the last one seen is
 * new.
 */
final class RowWatch implements AutoCloseable {
    static final long POLL_MILLIS = 20;

    private static final double MILLIS_PER_SECOND = 1e3;
    private static final String SELECT =
            "SELECT device_id, time, value FROM device_readings WHERE metric = '"
                    + Fleet.PROBE_METRIC
                    + "' AND time > ? ORDER BY time";

    private final Connection connection;
    private final PreparedStatement select;
    private final Map<String, Instant> seen = new HashMap<>();
    private final DoubleStream.Builder delays = DoubleStream.builder();
    private long rows;

    /**
     * Begins with the rows of now.
     *
     * @param connection to be closed with this
     */
    RowWatch(Connection connection) throws SQLException {
        this.connection = connection;
        try (Statement statement = connection.createStatement()) {
            // so that looking costs the database next to nothing
            statement.execute(
                    "CREATE INDEX IF NOT EXISTS bench_probes ON device_readings (time) WHERE"
                            + " metric = '"
                            + Fleet.PROBE_METRIC
                            + "'");
        }
        Instant now = Instant.now();
        for (int device = 0; device < Fleet.DEVICES; device += Fleet.ONE_PROBE_IN) {
            seen.put(Fleet.deviceId(device), now);
        }
        select = connection.prepareStatement(SELECT);
    }

    /**
     * Looks until so many rows have become visible.
     *
     * @throws IOException if they have not by then
     */
    void until(long wanted, Duration limit) throws IOException {
        long deadline = System.nanoTime() + limit.toNanos();
        long next = System.nanoTime();
        while (rows < wanted) {
            if (System.nanoTime() > deadline) {
                throw new IOException(
                        "%d of %d rows are in the table after %d s"
                                .formatted(rows, wanted, limit.toSeconds()));
            }
            try {
                look();
            } catch (SQLException e) {
                throw new IOException("the table cannot be looked at: " + e.getMessage(), e);
            }
            next += Duration.ofMillis(POLL_MILLIS).toNanos();
            LockSupport.parkNanos(next - System.nanoTime());
        }
    }

    private void look() throws SQLException {
        Instant oldest = seen.values().stream().min(Instant::compareTo).orElseThrow();
        select.setTimestamp(1, Timestamp.from(oldest));
        try (ResultSet result = select.executeQuery()) {
            double now = System.currentTimeMillis() / MILLIS_PER_SECOND;
            while (result.next()) {
                String device = result.getString(1);
                Instant time = result.getTimestamp(2).toInstant();
                if (time.isAfter(seen.get(device))) {
                    seen.put(device, time);
                    delays.add(now - result.getDouble(3));
                    rows++;
                }
            }
        }
    }

    /** Seconds from publication to the look that found the row, in ascending order. */
    double[] delays() {
        double[] sorted = delays.build().toArray();
        Arrays.sort(sorted);
        return sorted;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
