package io.fleetstream.jobs.anomaly.domain.bytes;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads what a {@link ByteWriter} wrote, in the same order.
 *
 * <p>Every method throws {@link IllegalStateException} if the bytes end too early: they are not
 * what was written, and state that cannot be read must stop the job.
 */
public final class ByteReader {
    private static final VarHandle LONGS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private final byte[] bytes;
    private int position;

    /** Reads from the first byte. */
    public ByteReader(byte[] bytes) {
        this.bytes = bytes;
    }

    /** The next byte, 0 to 255. */
    public int get() {
        if (position >= bytes.length) {
            throw new IllegalStateException("state ends after " + position + " bytes");
        }
        return bytes[position++] & 0xFF;
    }

    /** What {@link ByteWriter#putUnsigned} wrote. */
    public long getUnsigned() {
        int first = get();
        if (first < 0x80) {
            return first;
        }
        long value = first & 0x7F;
        for (int shift = 7; shift < Long.SIZE; shift += 7) {
            int next = get();
            value |= (long) (next & 0x7F) << shift;
            if (next < 0x80) {
                return value;
            }
        }
        throw new IllegalStateException("state has no number before byte " + position);
    }

    /** The same, where it counts something that is kept in memory. */
    public int getCount() {
        long count = getUnsigned();
        if (count < 0 || count > bytes.length) {
            throw new IllegalStateException("state has " + count + " before byte " + position);
        }
        return (int) count;
    }

    /** What {@link ByteWriter#putSigned} wrote. */
    public long getSigned() {
        long value = getUnsigned();
        return (value >>> 1) ^ -(value & 1);
    }

    /** What {@link ByteWriter#putDouble} wrote. */
    public double getDouble() {
        return Double.longBitsToDouble(getFixed());
    }

    /** What {@link ByteWriter#putFixed} wrote. */
    public long getFixed() {
        if (position + Long.BYTES > bytes.length) {
            throw new IllegalStateException("state ends after " + bytes.length + " bytes");
        }
        position += Long.BYTES;
        return (long) LONGS.get(bytes, position - Long.BYTES);
    }

    /** What {@link ByteWriter#putBytes} wrote. */
    public byte[] getBytes() {
        int length = getCount();
        if (position + length > bytes.length) {
            throw new IllegalStateException("state ends after " + bytes.length + " bytes");
        }
        position += length;
        return Arrays.copyOfRange(bytes, position - length, position);
    }

    /** What {@link ByteWriter#putText} wrote. */
    public String getText() {
        int length = getCount();
        if (length == 0) {
            return "";
        }
        if (position + length > bytes.length) {
            throw new IllegalStateException("state ends after " + bytes.length + " bytes");
        }
        position += length;
        return new String(bytes, position - length, length, StandardCharsets.UTF_8);
    }

    /** Whether all was read. */
    public boolean isAtEnd() {
        return position == bytes.length;
    }
}
