package io.fleetstream.connectors.postgres;

import java.sql.SQLException;
import java.util.Set;
import org.postgresql.util.PSQLException;

/** Whose fault an error of the database is, by its SQLSTATE. */
enum SqlFault {
    /** A row with that key is there; see the key itself. */
    CONFLICT,
    /** What is in a row: wrong bytes, out of range, against a constraint, too large. */
    ROW,
    /** The state of the database; the same may succeed later. */
    PASSING,
    /** Nobody but a person can help: no such table, no right, another type. */
    LASTING;

    private static final String UNIQUE_VIOLATION = "23505";

    /** 22 data, 23 integrity, 54 limits of the program, such as the size of an index entry. */
    private static final Set<String> ROW_CLASSES = Set.of("22", "23", "54");

    /**
     * 08 connection, 25 state of the transaction (a standby is read-only), 40 rollback (deadlock),
     * 53 resources (disk full), 55 object not in a state for it (lock), 57 intervention (shutdown,
     * starting up), 58 system (input and output).
     */
    private static final Set<String> PASSING_CLASSES =
            Set.of("08", "25", "40", "53", "55", "57", "58");

    private static final String CHECK_VIOLATION = "23514";

    static SqlFault of(SQLException e) {
        String state = e.getSQLState();
        if (state == null || state.length() != UNIQUE_VIOLATION.length()) {
            return LASTING;
        }
        if (state.equals(UNIQUE_VIOLATION)) {
            return CONFLICT;
        }
        String group = state.substring(0, 2);
        if (isOfPartition(e)) {
            return PASSING;
        }
        if (ROW_CLASSES.contains(group)) {
            return ROW;
        }
        return PASSING_CLASSES.contains(group) ? PASSING : LASTING;
    }

    /**
     * Whether the row went to the wrong partition, or to none: it was sent there before another
     * transaction attached or detached one. Unlike a check of the table's own that has no name.
     */
    private static boolean isOfPartition(SQLException e) {
        return CHECK_VIOLATION.equals(e.getSQLState())
                && e instanceof PSQLException postgres
                && postgres.getServerErrorMessage() != null
                && postgres.getServerErrorMessage().getConstraint() == null;
    }
}
