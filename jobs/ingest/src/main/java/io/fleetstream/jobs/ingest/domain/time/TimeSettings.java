package io.fleetstream.jobs.ingest.domain.time;

import io.fleetstream.schemas.LatePolicy;
import java.util.concurrent.TimeUnit;

/**
 * What times are accepted from a device; in microseconds.
 *
 * @param byArrival whether arrival is the event time and the device's time says nothing
 * @param maxAge how far event time may lie before arrival; exactly so far is accepted
 * @param maxAhead how far it may lie after arrival; exactly so far is accepted
 * @param lateTolerance what lies further before its arrival is late; {@link #NEVER_LATE} for nothing
 * @param late what becomes of late readings
 */
public record TimeSettings(
        boolean byArrival, long maxAge, long maxAhead, long lateTolerance, LatePolicy late) {

    /** No reading is late. */
    public static final long NEVER_LATE = Long.MAX_VALUE;

    private static final double MICROS_PER_SECOND = TimeUnit.SECONDS.toMicros(1);

    /** The device's time, within those bounds, never late. */
    public static TimeSettings within(long maxAge, long maxAhead) {
        return new TimeSettings(false, maxAge, maxAhead, NEVER_LATE, LatePolicy.KEEP);
    }

    /** Seconds, as models give them, or the default. */
    public static long micros(Double seconds, long fallback) {
        return seconds == null ? fallback : Math.round(seconds * MICROS_PER_SECOND);
    }
}
