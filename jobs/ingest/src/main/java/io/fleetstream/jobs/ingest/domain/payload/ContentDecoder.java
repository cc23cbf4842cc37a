package io.fleetstream.jobs.ingest.domain.payload;

import io.fleetstream.jobs.ingest.domain.RejectedException;
import io.fleetstream.schemas.ReasonCode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;

/** Undoes a content encoding: {@code gzip}, {@code zlib}, or {@code identity} (also by absence). */
final class ContentDecoder {
    private final int maxBytes;

    /**
     * @param maxBytes largest payload, before and after decoding
     */
    ContentDecoder(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    /**
     * The plain payload; {@code value} itself if it is not encoded.
     *
     * @throws RejectedException TOO_LARGE if more than the bound comes out; UNSUPPORTED_ENCODING if
     *     the encoding is unknown or the stream damaged
     */
    byte[] decode(byte[] value, String encoding) throws RejectedException {
        if (encoding == null) {
            return value;
        }
        return switch (encoding.strip().toLowerCase(Locale.ROOT)) {
            case "", "identity" -> value;
            case "gzip" -> inflate(value, true);
            case "zlib" -> inflate(value, false);
            default ->
                    throw new RejectedException(
                            ReasonCode.UNSUPPORTED_ENCODING, null, "want gzip, zlib or none");
        };
    }

    private byte[] inflate(byte[] value, boolean gzip) throws RejectedException {
        try (InputStream in = open(value, gzip)) {
            byte[] plain = in.readNBytes(maxBytes + 1);
            if (plain.length > maxBytes) {
                throw tooLarge("decoded payload", maxBytes);
            }
            return plain;
        } catch (IOException e) {
            // The source is an array: an IOException can only mean a damaged stream.
            throw new RejectedException(
                    ReasonCode.UNSUPPORTED_ENCODING, null, "the compressed payload is damaged");
        }
    }

    private static InputStream open(byte[] value, boolean gzip) throws IOException {
        InputStream bytes = new ByteArrayInputStream(value);
        return gzip ? new GZIPInputStream(bytes) : new InflaterInputStream(bytes);
    }

    static RejectedException tooLarge(String what, int maxBytes) {
        return new RejectedException(
                ReasonCode.TOO_LARGE, null, what + " exceeds " + maxBytes + " bytes");
    }
}
