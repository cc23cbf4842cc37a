package io.fleetstream.connectors.postgres;

import java.util.List;
import java.util.stream.Collectors;

/** Text of the statements that write a row or bring the one with the same key up to date. */
final class UpsertStatement {
    private static final String OLD = "old";
    private static final String FRESH = "fresh";

    private UpsertStatement() {}

    /** One row by parameters. */
    static String ofParameters(Table<?> table) {
        String values =
                table.columns().stream()
                        .map(UpsertStatement::parameter)
                        .collect(Collectors.joining(", ", " VALUES (", ")"));
        return insert(table) + values + onConflict(table);
    }

    /**
     * All rows of a staging table that would change anything, in the order they stand there. Rows
     * that are there and equal are left out before the insert: {@code DO UPDATE} would lock them
     * even where its condition is false, and in a compressed chunk it would unpack them all.
     *
     * <p>Has two parameters if the table is cut by time: the least and greatest time staged, so
     * that only those chunks are looked at.
     */
    static String ofStaged(Table<?> table, String stage) {
        String bounds =
                table.isCutByTime() ? " AND old." + table.key().get(0) + " BETWEEN ? AND ?" : "";
        return insert(table)
                + " SELECT "
                + list(FRESH, table.names())
                + " FROM "
                + stage
                + " AS fresh WHERE NOT EXISTS (SELECT FROM "
                + table.name()
                + " AS old WHERE "
                + table.key().stream()
                        .map(key -> "old." + key + " = fresh." + key)
                        .collect(Collectors.joining(" AND "))
                + bounds
                + " AND NOT ("
                + changes(table, FRESH)
                + ")) ORDER BY fresh.ctid"
                + onConflict(table);
    }

    private static String insert(Table<?> table) {
        return "INSERT INTO " + table.name() + " AS old (" + String.join(", ", table.names()) + ")";
    }

    private static String onConflict(Table<?> table) {
        return " ON CONFLICT ("
                + String.join(", ", table.key())
                + ") DO UPDATE SET "
                + table.others().stream()
                        .map(column -> column + " = EXCLUDED." + column)
                        .collect(Collectors.joining(", "))
                + " WHERE "
                + changes(table, "EXCLUDED");
    }

    private static String changes(Table<?> table, String fresh) {
        String differs =
                "(" + compared(OLD, table) + ") IS DISTINCT FROM (" + compared(fresh, table) + ")";
        return table.precedence() == null
                ? differs
                : "(" + table.precedence().condition(fresh, OLD) + ") AND " + differs;
    }

    private static String parameter(Column<?> column) {
        return switch (column.type()) {
            case JSON, JSONB -> "CAST(? AS " + column.type().postgresName() + ")";
            default -> "?";
        };
    }

    /** The columns beside the key; a json has no equality, but its text has. */
    private static String compared(String prefix, Table<?> table) {
        return table.columns().subList(table.keyColumns(), table.columns().size()).stream()
                .map(
                        column ->
                                column.type() == ColumnType.JSON
                                        ? prefix + "." + column.name() + "::text"
                                        : prefix + "." + column.name())
                .collect(Collectors.joining(", "));
    }

    private static String list(String prefix, List<String> names) {
        return names.stream().map(name -> prefix + "." + name).collect(Collectors.joining(", "));
    }
}
