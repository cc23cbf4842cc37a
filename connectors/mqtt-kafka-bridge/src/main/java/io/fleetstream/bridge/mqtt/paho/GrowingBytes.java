package io.fleetstream.bridge.mqtt.paho;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/** Bytes that are added one by one and then taken from the front. */
final class GrowingBytes {
    private byte[] bytes = new byte[256];
    private int from;
    private int to;

    void clear() {
        from = 0;
        to = 0;
    }

    boolean isEmpty() {
        return from == to;
    }

    int size() {
        return to - from;
    }

    void add(int next) {
        if (to == bytes.length) {
            bytes = Arrays.copyOf(bytes, bytes.length * 2);
        }
        bytes[to++] = (byte) next;
    }

    byte get(int index) {
        return bytes[index];
    }

    void set(int index, byte value) {
        bytes[index] = value;
    }

    String text(int start, int end) {
        return new String(bytes, start, end - start, UTF_8);
    }

    /** Takes up to this many bytes; returns how many. */
    int take(byte[] target, int offset, int length) {
        int count = Math.min(length, to - from);
        System.arraycopy(bytes, from, target, offset, count);
        from += count;
        return count;
    }
}
