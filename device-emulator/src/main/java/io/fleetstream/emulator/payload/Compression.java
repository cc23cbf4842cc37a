package io.fleetstream.emulator.payload;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;

/** How payloads are made smaller; told to the other side as {@code content-encoding}. */
public enum Compression {
    /** Not at all. */
    NONE,
    /** RFC 1952. */
    GZIP,
    /** RFC 1950. */
    ZLIB;

    /** Value of the user property {@code content-encoding}; null for none. */
    String encoding() {
        return this == NONE ? null : name().toLowerCase(Locale.ROOT);
    }

    /** The bytes, compressed; same bytes, same result. */
    byte[] apply(byte[] plain) {
        if (this == NONE) {
            return plain;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(plain.length / 2 + 32);
        try (OutputStream out =
                this == GZIP ? new GZIPOutputStream(bytes) : new DeflaterOutputStream(bytes)) {
            out.write(plain);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // memory does not fail
        }
        return bytes.toByteArray();
    }
}
