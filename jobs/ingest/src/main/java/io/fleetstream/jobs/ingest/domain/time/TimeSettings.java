package io.fleetstream.jobs.ingest.domain.time;

import io.fleetstream.schemas.LatePolicy;

/**
 * What times are accepted from a device; in microseconds.
 *
 * @param byArrival whether arrival is the event time and the device's time says nothing
 * @param maxAge how far event time may lie before arrival; exactly so far is accepted
 * @param maxAhead how far it may lie after arrival; exactly so far is accepted
 * @param lateTolerance what lies further before its arrival is late; {@link #NEVER_LATE} for
 *     nothing
 * @param late what becomes of late readings
 */
public record TimeSettings(
        boolean byArrival, long maxAge, long maxAhead, long lateTolerance, LatePolicy late) {

    /** No reading is late. */
    public static final long NEVER_LATE = Long.MAX_VALUE;

    /** The same for messages of which arrival is the event time. */
    public TimeSettings asByArrival() {
        return new TimeSettings(true, maxAge, maxAhead, lateTolerance, late);
    }
}
