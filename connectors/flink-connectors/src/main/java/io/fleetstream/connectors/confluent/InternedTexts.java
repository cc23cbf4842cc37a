package io.fleetstream.connectors.confluent;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Texts met before, by their UTF-8 bytes, so that a text that comes again needs neither a new
 * string nor, once it has been hashed, another hash. Bounded: each place holds the text that came
 * last, so hostile texts can only push others out.
 */
final class InternedTexts {
    /** Longer ones are made anew each time. */
    static final int LONGEST = 128;

    private static final VarHandle WORD =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long SPREAD = 0x9E37_79B9_7F4A_7C15L;

    private final byte[][] bytes;
    private final String[] texts;
    private final int shift;

    /**
     * None yet.
     *
     * @param bits of the number of places, 1 to 30
     */
    InternedTexts(int bits) {
        bytes = new byte[1 << bits][];
        texts = new String[1 << bits];
        shift = Long.SIZE - bits;
    }

    /** The text of the bytes; malformed ones are replaced, as everywhere. */
    String of(byte[] in, int start, int length) {
        if (length > LONGEST) {
            return new String(in, start, length, StandardCharsets.UTF_8);
        }
        int place = (int) (hash(in, start, length) >>> shift);
        byte[] known = bytes[place];
        if (known != null && Arrays.equals(known, 0, known.length, in, start, start + length)) {
            return texts[place];
        }
        String text = new String(in, start, length, StandardCharsets.UTF_8);
        bytes[place] = Arrays.copyOfRange(in, start, start + length);
        texts[place] = text;
        return text;
    }

    private static long hash(byte[] in, int start, int length) {
        long hash = length;
        int end = start + length;
        int at = start;
        for (; at + Long.BYTES <= end; at += Long.BYTES) {
            hash = mixed(hash ^ (long) WORD.get(in, at));
        }
        if (length >= Long.BYTES) {
            return mixed(hash ^ (long) WORD.get(in, end - Long.BYTES));
        }
        long rest = 0;
        for (; at < end; at++) {
            rest = (rest << Byte.SIZE) | (in[at] & 0xff);
        }
        return mixed(hash ^ rest);
    }

    private static long mixed(long value) {
        long product = value * SPREAD;
        return product ^ ((product >>> 32) * SPREAD);
    }
}
