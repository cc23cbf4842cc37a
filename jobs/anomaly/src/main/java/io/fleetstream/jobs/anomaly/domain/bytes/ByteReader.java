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
    private final int start;
    private final int end;
    private final Texts texts;
    private int position;

    /** Reads from the first byte. */
    public ByteReader(byte[] bytes) {
        this(bytes, null);
    }

    /**
     * Reads from the first byte.
     *
     * @param texts where texts are looked for; null for none
     */
    public ByteReader(byte[] bytes, Texts texts) {
        this(bytes, 0, bytes.length, texts);
    }

    private ByteReader(byte[] bytes, int start, int end, Texts texts) {
        this.bytes = bytes;
        this.start = start;
        this.end = end;
        this.texts = texts;
        this.position = start;
    }

    /** The next byte, 0 to 255. */
    public int get() {
        if (position >= end) {
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
        if (count < 0 || count > end - start) {
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
        skip(Long.BYTES);
        return (long) LONGS.get(bytes, position - Long.BYTES);
    }

    /** What {@link ByteWriter#putBytes} wrote. */
    public byte[] getBytes() {
        int length = skip(getCount());
        return Arrays.copyOfRange(bytes, position - length, position);
    }

    /** The same, to be read where it is; nobody may write into the bytes until then. */
    public ByteReader getPart() {
        int length = skip(getCount());
        return new ByteReader(bytes, position - length, position, texts);
    }

    /** What {@link ByteWriter#putText} wrote. */
    public String getText() {
        int length = getCount();
        if (length == 0) {
            return "";
        }
        skip(length);
        return texts == null
                ? new String(bytes, position - length, length, StandardCharsets.UTF_8)
                : texts.of(bytes, position - length, length);
    }

    /** Passes over what {@link ByteWriter#putText} wrote. */
    public void skipText() {
        skip(getCount());
    }

    /** Whether so many texts are the next ones here as there; passes over them in both if so. */
    public boolean skipSameTexts(ByteReader other, int texts) {
        int from = position;
        for (int left = texts; left > 0; left--) {
            skipText();
        }
        int otherEnd = other.position + position - from;
        boolean same =
                otherEnd <= other.end
                        && Arrays.equals(
                                bytes, from, position, other.bytes, other.position, otherEnd);
        if (same) {
            other.position = otherEnd;
        } else {
            position = from;
        }
        return same;
    }

    /** Where the next byte is, for {@link #seek}. */
    public int position() {
        return position;
    }

    /** Goes back to where it was. */
    public void seek(int before) {
        position = before;
    }

    /** Goes back to the first byte. */
    public ByteReader rewind() {
        position = start;
        return this;
    }

    /** Whether all was read. */
    public boolean isAtEnd() {
        return position == end;
    }

    /** Appends all of it, read or not, with its length. */
    public void writeTo(ByteWriter out) {
        out.putBytes(bytes, start, end - start);
    }

    private int skip(int length) {
        if (position + length > end) {
            throw new IllegalStateException("state ends after " + end + " bytes");
        }
        position += length;
        return length;
    }
}
