package io.fleetstream.connectors.jdbc;

import java.sql.SQLException;
import java.util.Set;

/** What PostgreSQL's error codes say about trying again. */
final class PostgresErrors {
    /** Connection errors, resources exhausted, shut down by an operator, starting up. */
    private static final Set<String> PASSING_CLASSES = Set.of("08", "53", "57");

    private PostgresErrors() {}

    /** Whether the same attempt may succeed later without anybody's help. */
    static boolean mayPass(SQLException e) {
        String state = e.getSQLState();
        return state != null && PASSING_CLASSES.contains(state.substring(0, 2));
    }
}
