package io.fleetstream.sandbox;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * Database of a sandbox: one database, one user who owns it, a password in a file. If the
 * environment names a server ({@code FLEET_POSTGRES_URL}), the database is created there and
 * dropped at the stop, and cannot be killed.
 */
public interface PostgresService extends SandboxService {
    /** JDBC URL without user and password. */
    String url();

    /** Name of the user. */
    String user();

    /** File with the password, readable by its owner alone. */
    Path passwordFile();

    /** JDBC URL with the user, without the password. */
    default String urlWithUser() {
        return url() + (url().contains("?") ? "&" : "?") + "user=" + user();
    }

    /** A new connection as {@link #user()}; the caller closes it. */
    Connection connect() throws SQLException;
}
