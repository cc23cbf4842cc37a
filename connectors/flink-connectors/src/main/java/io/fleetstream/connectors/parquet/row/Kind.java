package io.fleetstream.connectors.parquet.row;

/** What a column holds. */
public enum Kind {
    /** Text, UTF-8; kept once per distinct text. */
    TEXT,
    /** Bytes as they are. */
    BYTES,
    /** A point in time, microseconds since the epoch. */
    TIME,
    /** A whole number of 64 bits. */
    LONG,
    /** A whole number of 32 bits. */
    INT,
    /** A number with a fraction. */
    DOUBLE,
    /** Yes or no. */
    BOOLEAN;

    /** Whether its values are texts or bytes, not numbers. */
    public boolean isBinary() {
        return this == TEXT || this == BYTES;
    }
}
