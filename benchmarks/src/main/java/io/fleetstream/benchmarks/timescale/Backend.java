package io.fleetstream.benchmarks.timescale;

import io.fleetstream.sandbox.PostgresService;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;

/** The server's end of a connection: the process that serves it, and it alone. */
final class Backend {
    private final PostgresService postgres;
    private final String connection;

    /**
     * Looks for it when asked.
     *
     * @param connection what the client calls it
     */
    Backend(PostgresService postgres, String connection) {
        this.postgres = postgres;
        this.connection = connection;
    }

    /** CPU time since the connection was opened, to a hundredth of a second. */
    Duration cpuTime() throws IOException {
        long pid = pid();
        return ProcessHandle.of(pid)
                .flatMap(process -> process.info().totalCpuDuration())
                .orElseThrow(
                        () ->
                                new IOException(
                                        "no process "
                                                + pid
                                                + " here: the benchmark needs a database on this"
                                                + " machine"));
    }

    private long pid() throws IOException {
        try (Connection observer = postgres.connect();
                PreparedStatement statement =
                        observer.prepareStatement(
                                "SELECT pid FROM pg_stat_activity WHERE application_name = ?")) {
            statement.setString(1, connection);
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next()) {
                    throw new IOException("no connection called " + connection);
                }
                return row.getLong(1);
            }
        } catch (SQLException e) {
            throw new IOException("the database cannot be asked", e);
        }
    }
}
