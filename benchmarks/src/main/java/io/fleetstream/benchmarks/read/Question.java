package io.fleetstream.benchmarks.read;

import io.fleetstream.benchmarks.measure.Sample;
import io.fleetstream.benchmarks.run.Rounds.Contestant;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * A query, asked until its last row has been read. The CPU time of its samples is that of the
 * thread that asks, not of the database.
 *
 * @param name name of the variant
 * @param sql the query
 * @param rows rows it must answer with
 * @param connection where to ask
 */
record Question(String name, String sql, long rows, Connection connection) implements Contestant {
    private static final int FETCH = 10_000;

    @Override
    public Sample drain() throws IOException {
        var threads = ManagementFactory.getThreadMXBean();
        long cpu = threads.getCurrentThreadCpuTime();
        long start = System.nanoTime();
        long read = 0;
        try (Statement statement = connection.createStatement()) {
            // rows are read as they come only within a transaction
            connection.setAutoCommit(false);
            statement.setFetchSize(FETCH);
            try (ResultSet answer = statement.executeQuery(sql)) {
                while (answer.next()) {
                    read++;
                }
            }
            connection.commit();
            connection.setAutoCommit(true);
        } catch (SQLException e) {
            throw new IOException(name + ": " + e.getMessage(), e);
        }
        if (read != rows) {
            throw new IOException(name + ": " + read + " rows, expected " + rows);
        }
        return new Sample(
                read,
                threads.getCurrentThreadCpuTime() - cpu,
                System.nanoTime() - start,
                Sample.UNKNOWN,
                Sample.UNKNOWN);
    }

    /** Writes how the database answers it. */
    void explain(Path directory) throws IOException, SQLException {
        StringBuilder plan = new StringBuilder(sql).append("\n\n");
        try (Statement statement = connection.createStatement();
                ResultSet lines = statement.executeQuery("EXPLAIN (ANALYZE, BUFFERS) " + sql)) {
            while (lines.next()) {
                plan.append(lines.getString(1)).append('\n');
            }
        }
        Files.createDirectories(directory);
        Files.writeString(directory.resolve("explain-" + name + ".txt"), plan);
    }
}
