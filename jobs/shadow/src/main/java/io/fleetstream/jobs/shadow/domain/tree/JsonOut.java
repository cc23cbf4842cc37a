package io.fleetstream.jobs.shadow.domain.tree;

import java.util.Arrays;

/** A growing array of JSON text; used again and again by one thread. */
public final class JsonOut {
    private static final int FIRST_SIZE = 1024;
    private static final int LONGEST_NUMBER = 20;
    private static final int RADIX = 10;

    private byte[] bytes = new byte[FIRST_SIZE];
    private int size;

    /** Forgets what was written. */
    public void reset() {
        size = 0;
    }

    /** Bytes written so far. */
    public int size() {
        return size;
    }

    /** A copy of everything written. */
    public byte[] toBytes() {
        return Arrays.copyOf(bytes, size);
    }

    /** Writes one ASCII character. */
    public JsonOut put(char ascii) {
        reserve(1);
        bytes[size++] = (byte) ascii;
        return this;
    }

    /** Writes bytes as they are. */
    public JsonOut put(byte[] source) {
        return put(source, 0, source.length);
    }

    /** Writes some of the bytes as they are. */
    public JsonOut put(byte[] source, int offset, int length) {
        reserve(length);
        System.arraycopy(source, offset, bytes, size, length);
        size += length;
        return this;
    }

    /** Writes a number. */
    public JsonOut put(long number) {
        reserve(LONGEST_NUMBER);
        if (number < 0) {
            // cold, and the least number has no positive twin
            byte[] digits = Long.toString(number).getBytes(java.nio.charset.StandardCharsets.UTF_8);
            return put(digits, 0, digits.length);
        }
        int digits = digits(number);
        size += digits;
        long rest = number;
        for (int i = size - 1; i >= size - digits; i--) {
            bytes[i] = (byte) ('0' + rest % RADIX);
            rest /= RADIX;
        }
        return this;
    }

    /** Writes once more what stands from {@code start} to {@code end}. */
    public JsonOut repeat(int start, int end) {
        reserve(end - start);
        System.arraycopy(bytes, start, bytes, size, end - start);
        size += end - start;
        return this;
    }

    private void reserve(int more) {
        if (size + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(size + more, 2 * bytes.length));
        }
    }

    private static int digits(long number) {
        int digits = 1;
        for (long bound = RADIX; bound <= number && digits < LONGEST_NUMBER - 1; bound *= RADIX) {
            digits++;
        }
        return digits;
    }
}
