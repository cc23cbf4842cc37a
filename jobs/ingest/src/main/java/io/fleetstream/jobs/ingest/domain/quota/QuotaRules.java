package io.fleetstream.jobs.ingest.domain.quota;

import java.util.concurrent.TimeUnit;

/**
 * A token bucket per device, in arrival time. Its state is one number: when the bucket would be
 * full again (the generic cell rate algorithm), in microseconds since the epoch.
 */
public final class QuotaRules {
    /** Seconds of the steady rate that may come at once. */
    public static final long BURST_SECONDS = 60;

    private static final double MICROS_PER_SECOND = 1_000_000.0;
    private static final long BURST = TimeUnit.SECONDS.toMicros(BURST_SECONDS);

    private QuotaRules() {}

    /** What one message takes from a bucket, in microseconds; at least 1. */
    public static long cost(double messagesPerSecond) {
        return Math.max(1, Math.round(MICROS_PER_SECOND / messagesPerSecond));
    }

    /** Whether a message that arrives then has to be refused. */
    public static boolean exceeded(long fullAt, long arrival, long cost) {
        long used = fullAt - arrival;
        // more than a bucket holds: it arrived long before others did, on another time line
        return used <= bucket(cost) && used + cost > bucket(cost);
    }

    /** When the bucket is full again after a message that was not refused. */
    public static long after(long fullAt, long arrival, long cost) {
        return fullAt - arrival > bucket(cost) ? fullAt : Math.max(fullAt, arrival) + cost;
    }

    /** What a full bucket holds; never less than one message. */
    private static long bucket(long cost) {
        return Math.max(BURST, cost);
    }
}
