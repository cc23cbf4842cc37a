package io.fleetstream.jobs.ingest.domain.payload;

import java.util.Arrays;

/**
 * Topics read before, by their bytes. Bounded: each place holds the topic that came last; a topic
 * that is not of our form is never kept.
 */
final class TopicRoutes {
    private static final int PLACES_BITS = 13;
    private static final int HASHED = 3 * Long.BYTES;
    private static final int LONGEST_KEPT = 256;
    private static final long SPREAD = 0x9E37_79B9_7F4A_7C15L;

    private final Known[] places = new Known[1 << PLACES_BITS];

    /**
     * A topic and what it says.
     *
     * @param topic its bytes
     * @param hash of the bytes
     * @param route what it says
     * @param deviceStart where its device id begins
     * @param deviceEnd where that ends
     */
    @SuppressWarnings("ArrayRecordComponent") // compared by content below
    record Known(byte[] topic, long hash, TopicRoute route, int deviceStart, int deviceEnd) {
        /** Whether {@code in} has the device's id between the two places. */
        boolean isDevice(byte[] in, int start, int end) {
            return Arrays.equals(in, start, end, topic, deviceStart, deviceEnd);
        }
    }

    /** What a topic says; null if it is not of our form. */
    Known find(byte[] topic) {
        if (topic == null) {
            return null;
        }
        long hash = hash(topic);
        int place = (int) (hash >>> (Long.SIZE - PLACES_BITS));
        Known known = places[place];
        if (known != null && known.hash == hash && Arrays.equals(known.topic, topic)) {
            return known;
        }
        Known read = read(topic, hash);
        if (read != null && topic.length <= LONGEST_KEPT) {
            places[place] = read;
        }
        return read;
    }

    private static Known read(byte[] topic, long hash) {
        TopicRoute route = TopicRoute.read(topic);
        if (route == null) {
            return null;
        }
        int end = topic.length - "/reading".length();
        return new Known(topic, hash, route, end - route.deviceId().length(), end);
    }

    /** Of the device id and what stands around it: all there is to tell most topics apart. */
    private static long hash(byte[] topic) {
        long hash = topic.length;
        int end = topic.length - Long.BYTES;
        for (int i = end - Long.BYTES; i >= 0 && i >= end - HASHED; i -= Long.BYTES) {
            hash = (hash ^ (long) AsciiText.LONG.get(topic, i)) * SPREAD;
        }
        return (hash ^ (hash >>> 29)) * SPREAD;
    }
}
