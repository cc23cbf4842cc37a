package io.fleetstream.jobs.ingest.domain.payload;

import io.fleetstream.jobs.ingest.domain.RejectedException;
import io.fleetstream.schemas.ReasonCode;

/** How much one message may say, so that no small payload becomes a large message. */
final class Most {
    /** Readings of one message. */
    static final int READINGS = 10_000;

    /** Metrics of one reading. */
    static final int METRICS = 4_096;

    private Most() {}

    /**
     * Checks that one more fits.
     *
     * @throws RejectedException TOO_LARGE if not
     */
    static void readings(int before) throws RejectedException {
        if (before >= READINGS) {
            throw tooMany("readings", READINGS);
        }
    }

    /**
     * Checks that one more fits.
     *
     * @throws RejectedException TOO_LARGE if not
     */
    static void metrics(int before) throws RejectedException {
        if (before >= METRICS) {
            throw tooMany("metrics in a reading", METRICS);
        }
    }

    private static RejectedException tooMany(String what, int most) {
        return new RejectedException(ReasonCode.TOO_LARGE, null, "more than " + most + " " + what);
    }
}
