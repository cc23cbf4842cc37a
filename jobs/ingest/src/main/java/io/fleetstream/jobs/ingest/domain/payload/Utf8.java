package io.fleetstream.jobs.ingest.domain.payload;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Strict UTF-8: no overlong forms, no encoded surrogates, nothing cut short. */
final class Utf8 {
    private Utf8() {}

    /** Whether all of {@code bytes} is well-formed UTF-8. */
    static boolean isWellFormed(byte[] bytes) {
        int i = 0;
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
