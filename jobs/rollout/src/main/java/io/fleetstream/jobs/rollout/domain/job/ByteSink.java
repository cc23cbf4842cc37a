package io.fleetstream.jobs.rollout.domain.job;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Writes numbers in seven bits a byte, lowest first, and texts with their length. */
final class ByteSink {
    private static final int PAYLOAD_BITS = 7;
    private static final int PAYLOAD = 0x7F;
    private static final int MORE = 0x80;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    ByteSink number(long number) {
        long rest = number;
        while ((rest & ~PAYLOAD) != 0) {
            out.write((int) (rest & PAYLOAD) | MORE);
            rest >>>= PAYLOAD_BITS;
        }
        out.write((int) rest);
        return this;
    }

    /** Null is another text than the empty one. */
    ByteSink text(String text) {
        if (text == null) {
            return number(0);
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        number(bytes.length + 1L);
        out.writeBytes(bytes);
        return this;
    }

    byte[] toBytes() {
        return out.toByteArray();
    }
}
