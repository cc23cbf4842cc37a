package io.fleetstream.jobs.aggregate.domain;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Texts as length and UTF-8. A reader remembers the texts it met last, since a fleet says the same
 * names all the time, and gives the same object for them; bounded, and for one thread.
 */
public final class Texts {
    private static final int PLACES = 1 << 10;
    private static final int LONGEST_KEPT = 64;

    private final byte[] buffer = new byte[LONGEST_KEPT];
    private final byte[][] bytes = new byte[PLACES][];
    private final String[] texts = new String[PLACES];

    /** Writes a text or null. */
    public static void write(String text, DataOutput out) throws IOException {
        if (text == null) {
            out.writeByte(0);
            return;
        }
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        Varints.write(utf8.length + 1L, out);
        out.write(utf8);
    }

    /** Reads a text or null. */
    public String read(DataInput in) throws IOException {
        int length = (int) Varints.read(in) - 1;
        if (length < 0) {
            return null;
        }
        if (length > LONGEST_KEPT) {
            byte[] utf8 = new byte[length];
            in.readFully(utf8);
            return new String(utf8, StandardCharsets.UTF_8);
        }
        in.readFully(buffer, 0, length);
        return kept(length);
    }

    private String kept(int length) {
        int hash = length;
        for (int i = 0; i < length; i++) {
            hash = 31 * hash + buffer[i];
        }
        int place = (hash ^ (hash >>> 15)) & (PLACES - 1);
        byte[] known = bytes[place];
        if (known != null && Arrays.equals(known, 0, known.length, buffer, 0, length)) {
            return texts[place];
        }
        String text = new String(buffer, 0, length, StandardCharsets.UTF_8);
        bytes[place] = Arrays.copyOf(buffer, length);
        texts[place] = text;
        return text;
    }
}
