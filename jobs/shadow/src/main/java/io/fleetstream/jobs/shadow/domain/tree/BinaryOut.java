package io.fleetstream.jobs.shadow.domain.tree;

import java.util.Arrays;

/** A growing array of bytes; used again and again by one thread. */
public final class BinaryOut {
    private static final int FIRST_SIZE = 1024;
    private static final int LONGEST_VARINT = 10;
    private static final int PAYLOAD_BITS = 7;
    private static final int PAYLOAD = 0x7F;
    private static final int MORE = 0x80;

    private byte[] bytes = new byte[FIRST_SIZE];
    private int size;

    /** Forgets what was written. */
    public void reset() {
        size = 0;
    }

    /** A copy of everything written. */
    public byte[] toBytes() {
        return Arrays.copyOf(bytes, size);
    }

    /** Writes a number in seven bits a byte, lowest first; small ones are short. */
    public BinaryOut putVarint(long number) {
        reserve(LONGEST_VARINT);
        long rest = number;
        while ((rest & ~PAYLOAD) != 0) {
            bytes[size++] = (byte) ((rest & PAYLOAD) | MORE);
            rest >>>= PAYLOAD_BITS;
        }
        bytes[size++] = (byte) rest;
        return this;
    }

    /** Bytes written so far. */
    int size() {
        return size;
    }

    /** Writes a number as {@link #putVarint}, in front of what stands from {@code start} on. */
    void insertVarint(int start, long number) {
        int end = size;
        putVarint(number);
        int length = size - end;
        reserve(length);
        // the number in its bytes is put aside behind all, until there is room for it
        System.arraycopy(bytes, start, bytes, start + length, size - start);
        System.arraycopy(bytes, size, bytes, start, length);
    }

    /** Writes a number such that those near zero are short, on either side of it. */
    public BinaryOut putZigZag(long number) {
        return putVarint((number << 1) ^ (number >> (Long.SIZE - 1)));
    }

    /** Writes bytes as they are. */
    public BinaryOut put(byte[] source, int offset, int length) {
        reserve(length);
        System.arraycopy(source, offset, bytes, size, length);
        size += length;
        return this;
    }

    private void reserve(int more) {
        if (size + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(size + more, 2 * bytes.length));
        }
    }
}
