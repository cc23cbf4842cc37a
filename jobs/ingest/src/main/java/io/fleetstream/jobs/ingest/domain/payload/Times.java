package io.fleetstream.jobs.ingest.domain.payload;

import io.fleetstream.jobs.ingest.domain.RejectedException;

/** Arithmetic on microseconds that never wraps around. */
final class Times {
    private static final double PER_SECOND = 1_000_000;
    private static final double LONGEST_SECONDS = 366 * 86_400.0;

    private Times() {}

    /** The sum; the greatest or least value where it lies beyond. */
    static long plus(long time, long duration) {
        long sum = time + duration;
        if (((time ^ sum) & (duration ^ sum)) < 0) {
            return duration < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
        }
        return sum;
    }

    /** Microseconds of finite seconds, to the nearest. */
    static long micros(double seconds) {
        return Math.round(seconds * PER_SECOND);
    }

    /**
     * Microseconds of a duration in seconds.
     *
     * @throws RejectedException WRONG_TYPE unless it is one microsecond to 366 days
     */
    static long duration(double seconds, Pointer at) throws RejectedException {
        if (!(seconds > 0) || seconds > LONGEST_SECONDS || micros(seconds) < 1) {
            throw Scalars.wrongType(at, "want seconds, up to those of 366 days");
        }
        return micros(seconds);
    }
}
