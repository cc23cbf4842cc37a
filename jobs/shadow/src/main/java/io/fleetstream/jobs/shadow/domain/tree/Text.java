package io.fleetstream.jobs.shadow.domain.tree;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A stretch of UTF-8 text in somebody else's array. Nobody writes into the array; equal stretches
 * are equal.
 */
public final class Text {
    private static final int PRIME = 31;

    private final byte[] bytes;
    private final int offset;
    private final int length;
    private int hash;

    /** The stretch of {@code length} bytes from {@code offset}. */
    public Text(byte[] bytes, int offset, int length) {
        this.bytes = bytes;
        this.offset = offset;
        this.length = length;
    }

    /** A text of its own. */
    public static Text of(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return new Text(bytes, 0, bytes.length);
    }

    /** Length in bytes. */
    public int length() {
        return length;
    }

    /** One byte, counted from 0. */
    byte at(int index) {
        return bytes[offset + index];
    }

    /** Writes the text as it is. */
    public void writeTo(JsonOut out) {
        out.put(bytes, offset, length);
    }

    /** Writes the text as the key of a member. */
    void writeKeyTo(JsonOut out) {
        out.putKey(bytes, offset, length);
    }

    /** Writes the text as it is. */
    public void writeTo(BinaryOut out) {
        out.put(bytes, offset, length);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Text that
                && length == that.length
                && Arrays.equals(
                        bytes,
                        offset,
                        offset + length,
                        that.bytes,
                        that.offset,
                        that.offset + that.length);
    }

    @Override
    public int hashCode() {
        if (hash == 0) {
            int sum = 1;
            for (int i = offset; i < offset + length; i++) {
                sum = PRIME * sum + bytes[i];
            }
            hash = sum;
        }
        return hash;
    }

    @Override
    public String toString() {
        return new String(bytes, offset, length, StandardCharsets.UTF_8);
    }
}
