package io.fleetstream.connectors.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.apache.flink.connector.jdbc.datasource.connections.JdbcConnectionProvider;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Connects to PostgreSQL and waits for a database that is away. For one thread at a time, as the
 * sink uses it.
 */
final class PostgresConnectionProvider implements JdbcConnectionProvider {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(PostgresConnectionProvider.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    private static final int VALIDITY_SECONDS = 5;

    private final PostgresSettings settings;
    private final PostgresLogin login;
    private transient Connection connection;

    PostgresConnectionProvider(PostgresSettings settings) {
        this.settings = settings;
        this.login = new PostgresLogin(settings);
    }

    @Override
    public Connection getConnection() {
        return connection;
    }

    @Override
    public boolean isConnectionValid() throws SQLException {
        return connection != null && connection.isValid(VALIDITY_SECONDS);
    }

    @Override
    public Connection getOrEstablishConnection() throws SQLException {
        if (connection == null) {
            connection = connectPatiently();
        }
        return connection;
    }

    @Override
    public Connection reestablishConnection() throws SQLException {
        closeConnection();
        return getOrEstablishConnection();
    }

    @Override
    public void closeConnection() {
        if (connection != null) {
            try {
                connection.close();
            } catch (SQLException e) {
                LOG.warn("A connection to {} did not close cleanly", settings.url(), e);
            }
            connection = null;
        }
    }

    @Override
    public void close() {
        closeConnection();
    }

    private Connection connectPatiently() throws SQLException {
        long deadline = System.nanoTime() + settings.outage().toNanos();
        Duration pause = FIRST_PAUSE;
        while (true) {
            try {
                return login.connect();
            } catch (SQLException e) {
                if (!PostgresErrors.mayPass(e) || System.nanoTime() + pause.toNanos() > deadline) {
                    throw e;
                }
                LOG.warn("{} cannot be reached, next attempt in {}", settings.url(), pause, e);
            }
            rest(pause);
            pause = pause.multipliedBy(2);
            pause = pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
        }
    }

    private static void rest(Duration pause) throws SQLException {
        try {
            Thread.sleep(pause.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SQLException("interrupted while waiting for the database", e);
        }
    }
}
