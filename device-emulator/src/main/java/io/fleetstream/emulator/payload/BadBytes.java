package io.fleetstream.emulator.payload;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Random;

/** Payloads that are bad below the level of JSON. */
final class BadBytes {
    static final Charset ASCII = StandardCharsets.US_ASCII;

    /** Bytes that occur nowhere in UTF-8. */
    private static final int[] NEVER = {0xC0, 0xC1, 0xF5, 0xF8, 0xFE, 0xFF};

    private BadBytes() {}

    /**
     * Begins with an impossible byte, so that neither a compression magic number (1F 8B, 78 xx) nor
     * a number or literal of JSON can come about by chance.
     */
    static byte[] random(Random random) {
        byte[] bytes = new byte[1 + random.nextInt(400)];
        random.nextBytes(bytes);
        bytes[0] = impossible(random);
        return bytes;
    }

    /** A complete reading with an impossible byte inside a string that ingest ignores. */
    static byte[] brokenText(ReadingDraft draft, Random random) {
        byte[] bytes = draft.withMeta("{\"note\":\"?\"}").bytes();
        bytes[bytes.length - "?\"}}".length()] = impossible(random);
        return bytes;
    }

    /** Letters that begin no literal of JSON, nor NaN or Infinity. */
    static byte[] letters(Random random) {
        StringBuilder text = new StringBuilder("xyzqw".charAt(random.nextInt(5)) + "");
        for (int i = random.nextInt(60); i > 0; i--) {
            text.append((char) ('a' + random.nextInt(26)));
        }
        return text.toString().getBytes(ASCII);
    }

    private static byte impossible(Random random) {
        return (byte) NEVER[random.nextInt(NEVER.length)];
    }
}
