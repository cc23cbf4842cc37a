package io.fleetstream.jobs.ingest.domain;

import java.time.Instant;

/** Microseconds since the epoch, as instants. */
public final class Micros {
    private static final long PER_SECOND = 1_000_000L;

    private Micros() {}

    /** Microseconds of an instant; those it was made of, whatever its year. */
    public static long of(Instant time) {
        return time.getEpochSecond() * PER_SECOND + time.getNano() / 1_000;
    }

    /** The instant. */
    public static Instant instant(long micros) {
        return Instant.ofEpochSecond(
                Math.floorDiv(micros, PER_SECOND), Math.floorMod(micros, PER_SECOND) * 1_000L);
    }
}
