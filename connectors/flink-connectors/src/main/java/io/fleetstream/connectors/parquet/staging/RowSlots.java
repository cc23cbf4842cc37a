package io.fleetstream.connectors.parquet.staging;

import java.util.Arrays;
import org.apache.parquet.io.api.Binary;

/** The present row of a section, column by column; its arrays are overwritten by the next row. */
public final class RowSlots {
    final long[] numbers;
    final Binary[] binaries;
    final boolean[] nulls;

    RowSlots(int columns) {
        numbers = new long[columns];
        binaries = new Binary[columns];
        nulls = new boolean[columns];
        Arrays.fill(nulls, true);
    }

    /** Whether the column is empty. */
    public boolean isNull(int column) {
        return nulls[column];
    }

    /** A whole number, a time, 1 or 0, or the bits of a fraction. */
    public long number(int column) {
        return numbers[column];
    }

    /** A text or bytes; null if the column is empty. Equal texts mostly are the same object. */
    public Binary binary(int column) {
        return binaries[column];
    }
}
