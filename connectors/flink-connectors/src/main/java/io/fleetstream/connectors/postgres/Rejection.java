package io.fleetstream.connectors.postgres;

import java.io.Serializable;
import java.sql.SQLException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * Why the database refused a row. Holds nothing of the row: the server's own texts do, so none of
 * them is kept.
 *
 * @param sqlState five characters of PostgreSQL's appendix A
 * @param table name of the table
 * @param column column at fault; null where the server does not say
 * @param constraint constraint that was violated; null if it was none
 */
public record Rejection(String sqlState, String table, String column, String constraint)
        implements Serializable {
    private static final Pattern COPY_CONTEXT = Pattern.compile(", column ([a-z_][a-z0-9_]*)");

    static Rejection of(SQLException refused, String table) {
        String column = null;
        String constraint = null;
        if (refused instanceof PSQLException postgres && postgres.getServerErrorMessage() != null) {
            ServerErrorMessage server = postgres.getServerErrorMessage();
            constraint = server.getConstraint();
            column = server.getColumn();
            if (column == null && server.getWhere() != null) {
                Matcher context = COPY_CONTEXT.matcher(server.getWhere());
                column = context.find() ? context.group(1) : null;
            }
        }
        return new Rejection(refused.getSQLState(), table, column, constraint);
    }

    /** For people: SQLSTATE, table, column and constraint, as far as known. */
    public String describe() {
        StringBuilder text = new StringBuilder("SQLSTATE ").append(sqlState);
        text.append(", table ").append(table);
        if (column != null) {
            text.append(", column ").append(column);
        }
        if (constraint != null) {
            text.append(", constraint ").append(constraint);
        }
        return text.toString();
    }
}
