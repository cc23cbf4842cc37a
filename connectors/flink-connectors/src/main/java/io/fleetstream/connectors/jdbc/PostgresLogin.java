package io.fleetstream.connectors.jdbc;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;

/**
 * Opens connections to PostgreSQL with the password from its file, read anew each time.
 *
 * @param settings where the database is
 */
public record PostgresLogin(PostgresSettings settings) implements Serializable {
    /**
     * If this host vanishes in the midst of a transaction, the server ends it after a minute: its
     * rows would block whoever writes them again. Not as options of the connection, which poolers
     * refuse.
     */
    private static final String NO_ZOMBIES =
            "SET idle_in_transaction_session_timeout = '60s'; SET tcp_keepalives_idle = 30;"
                    + " SET tcp_keepalives_interval = 10; SET tcp_keepalives_count = 3";

    /**
     * One attempt, of ten seconds at most. No statement of the connection may keep silent for
     * longer than a minute.
     */
    public Connection connect() throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", settings.user());
        properties.setProperty("ApplicationName", "fleetstream");
        properties.setProperty("connectTimeout", "10");
        properties.setProperty("socketTimeout", "60");
        properties.setProperty("tcpKeepAlive", "true");
        if (!settings.passwordFile().isEmpty()) {
            properties.setProperty("password", password());
        }
        Connection connection = DriverManager.getConnection(settings.url(), properties);
        try (Statement statement = connection.createStatement()) {
            statement.execute(NO_ZOMBIES);
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    private String password() throws SQLException {
        try {
            return Files.readString(Path.of(settings.passwordFile())).strip();
        } catch (IOException e) {
            throw new SQLException(
                    "jdbc.password-file cannot be read on this host: " + settings.passwordFile(),
                    e);
        }
    }
}
