package io.fleetstream.jobs.rollout.domain.job;

import java.nio.charset.StandardCharsets;

/** Reads what {@link ByteSink} has written. */
final class ByteSource {
    private static final int PAYLOAD_BITS = 7;
    private static final int PAYLOAD = 0x7F;

    private final byte[] bytes;
    private int position;

    ByteSource(byte[] bytes) {
        this.bytes = bytes;
    }

    long number() {
        long number = 0;
        for (int shift = 0; ; shift += PAYLOAD_BITS) {
            byte next = bytes[position++];
            number |= (long) (next & PAYLOAD) << shift;
            if (next >= 0) {
                return number;
            }
        }
    }

    int small() {
        return Math.toIntExact(number());
    }

    String text() {
        int length = small() - 1;
        if (length < 0) {
            return null;
        }
        String text = new String(bytes, position, length, StandardCharsets.UTF_8);
        position += length;
        return text;
    }
}
