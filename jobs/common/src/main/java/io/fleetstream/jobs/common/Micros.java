package io.fleetstream.jobs.common;

import java.time.Instant;

/**
 * Times in microseconds since the epoch. {@code ChronoUnit.MICROS.between} counts nanoseconds on
 * the way, and throws for every time after the year 2262, which anybody can put into a record.
 */
public final class Micros {
    private static final long PER_SECOND = 1_000_000L;
    private static final int NANOS = 1_000;
    private static final long LAST_SECOND = Long.MAX_VALUE / PER_SECOND - 1;

    private Micros() {}

    /** Rounded down; what does not fit, beyond the years 292,000, becomes the last that does. */
    public static long of(Instant time) {
        long second = Math.max(-LAST_SECOND, Math.min(LAST_SECOND, time.getEpochSecond()));
        return second * PER_SECOND + time.getNano() / NANOS;
    }
}
