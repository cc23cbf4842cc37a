package io.fleetstream.jobs.shadow.domain.tree;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A growing array of JSON text; used again and again by one thread. */
public final class JsonOut {
    private static final int FIRST_SIZE = 1024;
    private static final int LONGEST_NUMBER = 20;
    private static final int AROUND_KEY = 3;
    private static final int RADIX = 10;

    private static final byte[] STAMP = "{\"timestamp\":".getBytes(StandardCharsets.UTF_8);

    /** Bytes that a stamp takes at most. */
    static final int LONGEST_STAMP = STAMP.length + LONGEST_NUMBER + 1;

    /** A power of two. */
    private static final int STAMPS_KEPT = 16;

    private byte[] bytes = new byte[FIRST_SIZE];
    private int size;
    private final byte[][] stamps = new byte[STAMPS_KEPT][];
    private final long[] stamped = new long[STAMPS_KEPT];

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

    /** Writes bytes between quotes, and a colon. */
    JsonOut putKey(byte[] source, int offset, int length) {
        reserve(length + AROUND_KEY);
        appendKey(source, offset, length);
        return this;
    }

    /** Writes a number. */
    public JsonOut put(long number) {
        reserve(LONGEST_NUMBER);
        if (number < 0) {
            // cold, and the least number has no positive twin
            byte[] digits = Long.toString(number).getBytes(StandardCharsets.UTF_8);
            return put(digits, 0, digits.length);
        }
        int digits = digits(number);
        size += digits;
        int i = size - 1;
        long rest = number;
        while (rest > Integer.MAX_VALUE) {
            bytes[i--] = (byte) ('0' + rest % RADIX);
            rest /= RADIX;
        }
        // ints are divided in a third of the time
        for (int small = (int) rest; i >= size - digits; i--) {
            bytes[i] = (byte) ('0' + small % RADIX);
            small /= RADIX;
        }
        return this;
    }

    /** Writes {@code {"timestamp":seconds}}; leaves written together have few of them. */
    JsonOut putStamp(long seconds) {
        reserve(LONGEST_STAMP);
        appendStamp(seconds);
        return this;
    }

    /** As {@link #putStamp}, into room that is there. */
    void appendStamp(long seconds) {
        int slot = (int) seconds & (STAMPS_KEPT - 1);
        int start = size;
        byte[] kept = stamps[slot];
        if (stamped[slot] == seconds && kept != null) {
            System.arraycopy(kept, 0, bytes, start, kept.length);
            size = start + kept.length;
            return;
        }
        put(STAMP).put(seconds).put('}');
        if (kept == null || kept.length != size - start) {
            stamps[slot] = Arrays.copyOfRange(bytes, start, size);
        } else {
            System.arraycopy(bytes, start, kept, 0, kept.length);
        }
        stamped[slot] = seconds;
    }

    /** Writes one byte into room that is there. */
    void append(byte ascii) {
        bytes[size++] = ascii;
    }

    /** As {@link #putKey}, into room that is there. */
    void appendKey(byte[] source, int offset, int length) {
        int at = size;
        bytes[at] = '"';
        System.arraycopy(source, offset, bytes, at + 1, length);
        at += length + AROUND_KEY;
        bytes[at - 2] = '"';
        bytes[at - 1] = ':';
        size = at;
    }

    /** Writes once more what stands from {@code start} to {@code end}. */
    public JsonOut repeat(int start, int end) {
        reserve(end - start);
        System.arraycopy(bytes, start, bytes, size, end - start);
        size += end - start;
        return this;
    }

    /** Makes room for so many bytes. */
    void reserve(int more) {
        if (size + more > bytes.length) {
            grow(more);
        }
    }

    private void grow(int more) {
        bytes = Arrays.copyOf(bytes, Math.max(size + more, 2 * bytes.length));
    }

    private static int digits(long number) {
        int digits = 1;
        for (long bound = RADIX; bound <= number && digits < LONGEST_NUMBER - 1; bound *= RADIX) {
            digits++;
        }
        return digits;
    }
}
