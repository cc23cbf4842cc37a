package io.fleetstream.jobs.anomaly.domain.bytes;

import java.nio.charset.StandardCharsets;

/**
 * Texts that come again and again, as names of metrics and rules: one object instead of many with
 * the same content. Remembers some of the last ones, of bounded length. One thread.
 */
public final class Texts {
    private static final int ROOM = 1 << 10;
    private static final int LONGEST = 32;
    private static final int PRIME = 31;

    private final String[] known = new String[ROOM];

    /** The text of those bytes of UTF-8. */
    String of(byte[] bytes, int from, int length) {
        if (length > LONGEST) {
            return new String(bytes, from, length, StandardCharsets.UTF_8);
        }
        int hash = length;
        for (int index = from; index < from + length; index++) {
            hash = hash * PRIME + bytes[index];
        }
        int place = (hash ^ (hash >>> 15)) & (ROOM - 1);
        String text = known[place];
        if (text == null || !isSame(text, bytes, from, length)) {
            text = new String(bytes, from, length, StandardCharsets.UTF_8);
            known[place] = text;
        }
        return text;
    }

    /** Only of ASCII, in which a byte is a character. */
    private static boolean isSame(String text, byte[] bytes, int from, int length) {
        if (text.length() != length) {
            return false;
        }
        for (int index = 0; index < length; index++) {
            byte next = bytes[from + index];
            if (next < 0 || text.charAt(index) != next) {
                return false;
            }
        }
        return true;
    }
}
