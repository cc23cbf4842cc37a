package io.fleetstream.jobs.ingest.function;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Texts between operators: length and UTF-8. A reader remembers the texts it met last, since a
 * fleet says the same names all the time; bounded, and for one thread.
 */
final class Texts {
    private static final int PLACES = 1 << 9;
    private static final int LONGEST_KEPT = 64;
    private static final int LARGE = 0xFF;

    private final byte[] buffer = new byte[LONGEST_KEPT];
    private final byte[][] bytes = new byte[PLACES][];
    private final String[] texts = new String[PLACES];

    /** Writes a text or null. */
    static void write(String text, DataOutputView target) throws IOException {
        if (text == null) {
            target.writeByte(0);
            return;
        }
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        if (utf8.length + 1 < LARGE) {
            target.writeByte(utf8.length + 1);
        } else {
            target.writeByte(LARGE);
            target.writeInt(utf8.length);
        }
        target.write(utf8);
    }

    /** Reads a text or null. */
    String read(DataInputView source) throws IOException {
        int head = source.readUnsignedByte();
        if (head == 0) {
            return null;
        }
        int length = head == LARGE ? source.readInt() : head - 1;
        if (length > LONGEST_KEPT) {
            byte[] utf8 = new byte[length];
            source.readFully(utf8);
            return new String(utf8, StandardCharsets.UTF_8);
        }
        source.readFully(buffer, 0, length);
        return kept(length);
    }

    private String kept(int length) {
        int hash = length;
        for (int i = 0; i < length; i++) {
            hash = 31 * hash + buffer[i];
        }
        int place = (hash ^ hash >>> 15) & PLACES - 1;
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
