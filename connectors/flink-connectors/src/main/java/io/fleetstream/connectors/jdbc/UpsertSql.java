package io.fleetstream.connectors.jdbc;

import java.util.List;
import java.util.stream.Collectors;

/** Statements that write a row or bring the one with the same key up to date. */
public final class UpsertSql {
    private UpsertSql() {}

    /**
     * {@code INSERT … ON CONFLICT (key) DO UPDATE …}, with one parameter per column in the given
     * order. A row that is there already, and equal, is left alone.
     *
     * @param table name of the table
     * @param key columns of a unique index
     * @param columns all columns written, those of the key included; at least one more than those
     */
    public static String of(String table, List<String> key, List<String> columns) {
        List<String> others = columns.stream().filter(name -> !key.contains(name)).toList();
        if (others.isEmpty() || others.size() + key.size() != columns.size()) {
            throw new IllegalArgumentException(
                    "columns of " + table + " must hold the key " + key + " and something more");
        }
        return "INSERT INTO "
                + table
                + " ("
                + String.join(", ", columns)
                + ") VALUES ("
                + columns.stream().map(name -> "?").collect(Collectors.joining(", "))
                + ") ON CONFLICT ("
                + String.join(", ", key)
                + ") DO UPDATE SET "
                + others.stream()
                        .map(name -> name + " = EXCLUDED." + name)
                        .collect(Collectors.joining(", "))
                + " WHERE ("
                + prefixed(table, others)
                + ") IS DISTINCT FROM ("
                + prefixed("EXCLUDED", others)
                + ")";
    }

    private static String prefixed(String prefix, List<String> names) {
        return names.stream().map(name -> prefix + "." + name).collect(Collectors.joining(", "));
    }
}
