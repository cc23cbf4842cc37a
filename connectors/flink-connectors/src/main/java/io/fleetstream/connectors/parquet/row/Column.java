package io.fleetstream.connectors.parquet.row;

import java.io.Serializable;

/**
 * A column of a dataset.
 *
 * @param name name in the files
 * @param kind what it holds
 * @param required whether every row has a value
 */
public record Column(String name, Kind kind, boolean required) implements Serializable {
    private static final long serialVersionUID = 1L;

    /** A column every row has a value in. */
    public static Column required(String name, Kind kind) {
        return new Column(name, kind, true);
    }

    /** A column that may be empty. */
    public static Column optional(String name, Kind kind) {
        return new Column(name, kind, false);
    }
}
