package io.fleetstream.connectors.postgres;

import java.io.Serializable;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * A column and where its value comes from.
 *
 * @param name as in the table, lower case
 * @param type of the column
 * @param value of a row; may be null unless the column is part of the key
 */
record Column<T>(String name, ColumnType type, Value<T> value) implements Serializable {
    private static final Pattern IDENTIFIER = Pattern.compile("[a-z_][a-z0-9_]{0,62}");

    /** Refuses names that would have to be quoted. */
    Column {
        if (!IDENTIFIER.matcher(name).matches()) {
            throw new IllegalArgumentException("not a plain name of a column: " + name);
        }
    }

    /** Takes the value of a column from a row. */
    @FunctionalInterface
    interface Value<T> extends Function<T, Object>, Serializable {}
}
