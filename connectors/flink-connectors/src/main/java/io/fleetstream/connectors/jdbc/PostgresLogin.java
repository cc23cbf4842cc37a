package io.fleetstream.connectors.jdbc;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/**
 * Opens connections to PostgreSQL with the password from its file, read anew each time.
 *
 * @param settings where the database is
 */
public record PostgresLogin(PostgresSettings settings) implements Serializable {

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
        return DriverManager.getConnection(settings.url(), properties);
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
