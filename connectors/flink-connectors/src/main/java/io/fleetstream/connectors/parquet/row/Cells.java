package io.fleetstream.connectors.parquet.row;

import java.nio.ByteBuffer;
import java.time.Instant;

/**
 * Takes the values of one row, column by column, without boxing them. One is used for all rows, so
 * each row sets every column.
 */
public final class Cells {
    private static final long MICROS = 1_000_000L;
    private static final int NANOS_PER_MICRO = 1_000;

    private final long[] numbers;
    private final Object[] objects;
    private final boolean[] nulls;

    /** For rows of so many columns. */
    public Cells(int columns) {
        numbers = new long[columns];
        objects = new Object[columns];
        nulls = new boolean[columns];
    }

    /** Sets a text; null for none. */
    public void text(int column, String value) {
        objects[column] = value;
        nulls[column] = value == null;
    }

    /** Sets bytes, which must not be changed afterwards; null for none. */
    public void bytes(int column, byte[] value) {
        objects[column] = value;
        nulls[column] = value == null;
    }

    /** Sets what remains in the buffer; null for none. */
    public void bytes(int column, ByteBuffer value) {
        byte[] copy = null;
        if (value != null) {
            copy = new byte[value.remaining()];
            value.duplicate().get(copy);
        }
        bytes(column, copy);
    }

    /** Sets a whole number, a time in microseconds, or 1 and 0 for yes and no. */
    public void number(int column, long value) {
        numbers[column] = value;
        nulls[column] = false;
    }

    /** Sets a whole number; null for none. */
    public void number(int column, Long value) {
        numbers[column] = value == null ? 0 : value;
        nulls[column] = value == null;
    }

    /** Sets a number with a fraction. */
    public void real(int column, double value) {
        number(column, Double.doubleToRawLongBits(value));
    }

    /** Sets a number with a fraction; null for none. */
    public void real(int column, Double value) {
        numbers[column] = value == null ? 0 : Double.doubleToRawLongBits(value);
        nulls[column] = value == null;
    }

    /** Sets a time; null for none. */
    public void time(int column, Instant value) {
        numbers[column] = value == null ? 0 : micros(value);
        nulls[column] = value == null;
    }

    /** Microseconds since the epoch. */
    public static long micros(Instant instant) {
        return instant.getEpochSecond() * MICROS + instant.getNano() / NANOS_PER_MICRO;
    }

    /** Whether the column is empty. */
    public boolean isNull(int column) {
        return nulls[column];
    }

    /** What a column of numbers holds; a fraction as its bits. */
    public long number(int column) {
        return numbers[column];
    }

    /** What a column of texts or bytes holds: String or byte[]. */
    public Object object(int column) {
        return objects[column];
    }
}
