package io.fleetstream.jobs.ingest.domain.payload;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Strict UTF-8: no overlong forms, no encoded surrogates, nothing cut short. */
final class Utf8 {
    private static final long NOT_ASCII = 0x8080_8080_8080_8080L;

    private Utf8() {}

    /** Whether all of {@code bytes} is well-formed UTF-8. */
    static boolean isWellFormed(byte[] bytes) {
        int i = 0;
        while (i + Long.BYTES <= bytes.length
                && ((long) AsciiText.LONG.get(bytes, i) & NOT_ASCII) == 0) {
            i += Long.BYTES;
        }
        while (i < bytes.length && bytes[i] >= 0) {
            i++;
        }
        // Telemetry is nearly always ASCII; only the rest pays for a decoder.
        return i == bytes.length || decodes(ByteBuffer.wrap(bytes, i, bytes.length - i));
    }

    private static boolean decodes(ByteBuffer rest) {
        try {
            StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(rest);
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
