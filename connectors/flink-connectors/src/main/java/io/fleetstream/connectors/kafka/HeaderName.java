package io.fleetstream.connectors.kafka;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.kafka.common.header.Header;

/** Name of a header to look for. */
public final class HeaderName {
    private final String text;
    private final byte[] bytes;

    private HeaderName(String text) {
        this.text = text;
        this.bytes = text.getBytes(StandardCharsets.UTF_8);
    }

    /** The name. */
    public static HeaderName of(String text) {
        return new HeaderName(text);
    }

    /** Whether the header has this name. */
    boolean is(Header header) {
        ByteBuffer raw = RawHeaders.name(header);
        if (raw == null) {
            return text.equals(header.key());
        }
        int start = raw.arrayOffset() + raw.position();
        return raw.remaining() == bytes.length
                && Arrays.equals(raw.array(), start, start + bytes.length, bytes, 0, bytes.length);
    }
}
