package io.fleetstream.jobs.anomaly.domain.bytes;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Appends numbers and texts to bytes, small numbers in few; {@link ByteReader} reads them back. */
public final class ByteWriter {
    private static final int FIRST_SIZE = 256;
    private static final int MOST_OF_NUMBER = 10;
    private static final int FIRST_NOT_ASCII = 0x80;
    private static final int MOST_SPARE = 100;
    private static final int MOST_KEPT = 1 << 16;
    private static final VarHandle LONGS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private byte[] bytes = new byte[FIRST_SIZE];
    private int size;

    /** Appends one byte. */
    public ByteWriter put(int value) {
        if (size == bytes.length) {
            bytes = Arrays.copyOf(bytes, size * 2);
        }
        bytes[size++] = (byte) value;
        return this;
    }

    /** Appends a number in one to ten bytes, few if it is not far above zero. */
    public ByteWriter putUnsigned(long value) {
        reserve(MOST_OF_NUMBER);
        int at = size;
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            bytes[at++] = (byte) ((rest & 0x7F) | 0x80);
            rest >>>= 7;
        }
        bytes[at++] = (byte) rest;
        size = at;
        return this;
    }

    /** Appends a number in one to ten bytes, few if it is near zero. */
    public ByteWriter putSigned(long value) {
        return putUnsigned((value << 1) ^ (value >> 63));
    }

    /** Appends a number in eight bytes. */
    public ByteWriter putDouble(double value) {
        return putFixed(Double.doubleToLongBits(value));
    }

    /** Appends a number in eight bytes, however great it is. */
    public ByteWriter putFixed(long value) {
        reserve(Long.BYTES);
        LONGS.set(bytes, size, value);
        size += Long.BYTES;
        return this;
    }

    /** Appends bytes with their number. */
    public ByteWriter putBytes(byte[] value) {
        return putBytes(value, 0, value.length);
    }

    /** Appends some of the bytes with their number. */
    ByteWriter putBytes(byte[] value, int from, int length) {
        putUnsigned(length);
        reserve(length);
        System.arraycopy(value, from, bytes, size, length);
        size += length;
        return this;
    }

    /** Appends a text with its length. */
    public ByteWriter putText(String value) {
        int before = size;
        int length = value.length();
        putUnsigned(length);
        reserve(length);
        for (int index = 0; index < length; index++) {
            char next = value.charAt(index);
            if (next >= FIRST_NOT_ASCII) {
                size = before;
                return putBytes(value.getBytes(StandardCharsets.UTF_8));
            }
            bytes[size + index] = (byte) next;
        }
        size += length;
        return this;
    }

    private void reserve(int room) {
        if (bytes.length - size < room) {
            bytes = Arrays.copyOf(bytes, Math.max(size * 2, size + room));
        }
    }

    /** All that was appended. */
    public byte[] toBytes() {
        return Arrays.copyOf(bytes, size);
    }

    /**
     * All that was appended, and zeros behind it, fewer than a hundred.
     *
     * @param before bytes of nobody else, which are overwritten and returned if it fits into them;
     *     null for none
     */
    public byte[] toBytes(byte[] before) {
        boolean fits = before != null && size <= before.length && before.length - size < MOST_SPARE;
        // objects begin at multiples of eight bytes anyway
        byte[] all = fits ? before : new byte[(size + Long.BYTES - 1) / Long.BYTES * Long.BYTES];
        System.arraycopy(bytes, 0, all, 0, size);
        Arrays.fill(all, size, all.length, (byte) 0);
        return all;
    }

    /** Begins anew, with the same room unless that is much. */
    public ByteWriter clear() {
        size = 0;
        if (bytes.length > MOST_KEPT) {
            bytes = new byte[FIRST_SIZE];
        }
        return this;
    }
}
