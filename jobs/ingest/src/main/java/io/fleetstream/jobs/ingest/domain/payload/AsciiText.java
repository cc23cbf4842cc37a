package io.fleetstream.jobs.ingest.domain.payload;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A text met before, with its bytes, so that the next payload that has it needs no new string.
 * Holds at most {@link Names#LONGEST} bytes.
 */
final class AsciiText {
    static final VarHandle LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final int WORD = Long.BYTES;
    private static final int TWO_WORDS = 2 * WORD;

    private final byte[] bytes;
    private final String text;
    private final Field field;
    private final long first;
    private final long second;
    private final long firstMask;
    private final long secondMask;
    private final int hash;
    private final long firstOfName;
    private final long secondOfName;
    private final long firstMaskOfName;
    private final long secondMaskOfName;

    /** What followed it the last time; a guess that saves a search. */
    AsciiText next;

    /** Which text it was the name of the last time; a guess as well. */
    AsciiText value;

    AsciiText(byte[] from, int start, int end, int hash) {
        this.bytes = Arrays.copyOfRange(from, start, end);
        this.text = new String(bytes, StandardCharsets.ISO_8859_1);
        this.field = Field.named(text);
        this.hash = hash;
        byte[] padded = Arrays.copyOf(bytes, Math.max(TWO_WORDS, bytes.length));
        this.first = (long) LONG.get(padded, 0);
        this.second = (long) LONG.get(padded, WORD);
        this.firstMask = mask(bytes.length);
        this.secondMask = mask(bytes.length - WORD);
        byte[] name = Arrays.copyOf(bytes, Math.max(TWO_WORDS, bytes.length + 2));
        name[bytes.length] = '"';
        name[bytes.length + 1] = ':';
        this.firstMaskOfName = mask(bytes.length + 2);
        this.secondMaskOfName = mask(bytes.length + 2 - WORD);
        this.firstOfName = (long) LONG.get(name, 0) & firstMaskOfName;
        this.secondOfName = (long) LONG.get(name, WORD) & secondMaskOfName;
    }

    /** Whether it stands there as a name, a quotation mark and a colon behind it, and is short. */
    boolean standsAsName(byte[] in, int at) {
        return bytes.length + 2 <= TWO_WORDS
                && at + TWO_WORDS <= in.length
                && ((long) LONG.get(in, at) & firstMaskOfName) == firstOfName
                && ((long) LONG.get(in, at + WORD) & secondMaskOfName) == secondOfName;
    }

    String text() {
        return text;
    }

    Field field() {
        return field;
    }

    int length() {
        return bytes.length;
    }

    int hash() {
        return hash;
    }

    /** Whether it stands in {@code in} from {@code at} on, followed by a quotation mark. */
    boolean standsQuoted(byte[] in, int at) {
        int end = at + bytes.length;
        return end < in.length && in[end] == '"' && stands(in, at, end);
    }

    /** Whether it is what {@code in} has between the two places. */
    boolean stands(byte[] in, int at, int end) {
        if (end - at != bytes.length) {
            return false;
        }
        if (bytes.length <= TWO_WORDS && at + TWO_WORDS <= in.length) {
            return ((long) LONG.get(in, at) & firstMask) == (first & firstMask)
                    && ((long) LONG.get(in, at + WORD) & secondMask) == (second & secondMask);
        }
        return Arrays.equals(in, at, end, bytes, 0, bytes.length);
    }

    private static long mask(int length) {
        if (length <= 0) {
            return 0;
        }
        return length >= WORD ? -1L : (1L << (length * Byte.SIZE)) - 1;
    }
}
