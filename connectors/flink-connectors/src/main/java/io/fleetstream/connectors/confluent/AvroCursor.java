package io.fleetstream.connectors.confluent;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.apache.avro.AvroRuntimeException;

/**
 * Avro's binary encoding over an array, read from its front; refuses exactly what {@link
 * BytesDecoder} refuses. Running off the end throws {@link IndexOutOfBoundsException}, any other
 * nonsense {@link AvroRuntimeException}.
 */
final class AvroCursor {
    /** In place of a slice that is not there. */
    static final long NO_SLICE = -1;

    private static final VarHandle DOUBLE =
            MethodHandles.byteArrayViewVarHandle(double[].class, ByteOrder.LITTLE_ENDIAN);

    private byte[] bytes;
    private int position;

    /** Begins with other bytes. */
    void reset(byte[] all, int start) {
        bytes = all;
        position = start;
    }

    int remaining() {
        return bytes.length - position;
    }

    long readLong() {
        long first = bytes[position++];
        if (first >= 0) {
            return (first >>> 1) ^ -(first & 1);
        }
        return readRest(first & 0x7f);
    }

    private long readRest(long first) {
        long zigzag = first;
        for (int shift = 7; shift < Long.SIZE; shift += 7) {
            byte b = bytes[position++];
            zigzag |= (b & 0x7fL) << shift;
            if (b >= 0) {
                return (zigzag >>> 1) ^ -(zigzag & 1);
            }
        }
        throw new AvroRuntimeException("long of more than ten bytes");
    }

    int readInt() {
        long value = readLong();
        if (value != (int) value) {
            throw new AvroRuntimeException("int out of range");
        }
        return (int) value;
    }

    double readDouble() {
        double value = (double) DOUBLE.get(bytes, position);
        position += Double.BYTES;
        return value;
    }

    /** A number below {@code symbols}. */
    int readEnum(int symbols) {
        int symbol = readInt();
        if (symbol < 0 || symbol >= symbols) {
            throw new AvroRuntimeException("no such symbol");
        }
        return symbol;
    }

    /** Whether the branch of a union with null that is not null follows. */
    boolean readPresent() {
        return readEnum(2) == 1;
    }

    /** Where a text stands: its start above, its length below. */
    long readSlice() {
        long length = readLong();
        if (length < 0) {
            throw new AvroRuntimeException("negative length");
        }
        if (length > remaining()) {
            throw new IndexOutOfBoundsException("a text beyond the end");
        }
        long slice = (long) position << Integer.SIZE | length;
        position += (int) length;
        return slice;
    }

    /** Where a text stands, or {@link #NO_SLICE} for null. */
    long readOptionalSlice() {
        return readPresent() ? readSlice() : NO_SLICE;
    }

    /** Items of the block that follows; 0 ends an array. */
    long readBlock() {
        long count = readLong();
        if (count < 0) {
            readLong(); // size of the block in bytes, for those who skip it
            count = -count;
        }
        if (count < 0 || count > remaining()) {
            throw new IndexOutOfBoundsException("a block beyond the end");
        }
        return count;
    }

    static int start(long slice) {
        return (int) (slice >>> Integer.SIZE);
    }

    static int length(long slice) {
        return (int) slice;
    }
}
