package io.fleetstream.connectors.parquet.staging;

import io.fleetstream.connectors.parquet.row.Column;
import io.fleetstream.connectors.parquet.row.Kind;
import java.io.EOFException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import org.apache.parquet.io.api.Binary;

/** Reads what a {@link RowEncoder} has written: each row replaces the one before in the slots. */
final class RowDecoder {
    private static final VarHandle LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final Kind[] kinds;
    private final int[] slots;
    private final RowSlots row;
    private final Texts texts;
    private Binary[] dictionary = new Binary[16];
    private int known;
    private byte[] bytes;
    private int position;

    /**
     * @param columns those the rows were written with
     * @param slots where each of them goes
     */
    RowDecoder(List<Column> columns, int[] slots, RowSlots row, Texts texts) {
        this.kinds = columns.stream().map(Column::kind).toArray(Kind[]::new);
        this.slots = slots;
        this.row = row;
        this.texts = texts;
    }

    /** The next row begins there. */
    void at(byte[] array, int start) {
        bytes = array;
        position = start;
    }

    int position() {
        return position;
    }

    /** How many texts the dictionary holds. */
    int texts() {
        return known;
    }

    void read() throws EOFException {
        long mask = unsigned();
        long becameNull = (mask & 1) == 0 ? 0 : unsigned();
        for (long rest = mask >>> 1; rest != 0; rest &= rest - 1) {
            int column = Long.numberOfTrailingZeros(rest);
            int slot = slots[column];
            boolean none = (becameNull & 1L << column) != 0;
            row.nulls[slot] = none;
            if (none) {
                row.binaries[slot] = null;
            } else {
                value(column, slot);
            }
        }
    }

    private void value(int column, int slot) throws EOFException {
        switch (kinds[column]) {
            case TEXT -> row.binaries[slot] = text();
            case BYTES -> row.binaries[slot] = Binary.fromConstantByteArray(sized());
            case DOUBLE -> {
                row.numbers[slot] = (long) LONG.get(bytes, position);
                position += Long.BYTES;
            }
            default -> {
                long zigzag = unsigned();
                row.numbers[slot] += (zigzag >>> 1) ^ -(zigzag & 1);
            }
        }
    }

    private Binary text() throws EOFException {
        int index = (int) unsigned();
        if (index < known) {
            return dictionary[index];
        }
        Binary text = texts.intern(sized());
        if (known == RowEncoder.MOST_TEXTS) {
            return text;
        }
        if (known == dictionary.length) {
            dictionary = Arrays.copyOf(dictionary, known * 2);
        }
        dictionary[known++] = text;
        return text;
    }

    private byte[] sized() throws EOFException {
        int length = (int) unsigned();
        if (length < 0 || length > bytes.length - position) {
            throw new EOFException("a staged value of " + length + " bytes");
        }
        byte[] value = Arrays.copyOfRange(bytes, position, position + length);
        position += length;
        return value;
    }

    private long unsigned() {
        long value = 0;
        int shift = 0;
        byte b = bytes[position++];
        while (b < 0) {
            value |= (b & 0x7fL) << shift;
            shift += 7;
            b = bytes[position++];
        }
        return value | (long) b << shift;
    }
}
