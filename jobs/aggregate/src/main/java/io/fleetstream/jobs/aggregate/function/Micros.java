package io.fleetstream.jobs.aggregate.function;

import java.time.Instant;
import java.util.concurrent.TimeUnit;

/** Microseconds since the epoch, and the other ways to say when. */
final class Micros {
    private static final long PER_SECOND = TimeUnit.SECONDS.toMicros(1);
    private static final long PER_MILLI = TimeUnit.MILLISECONDS.toMicros(1);
    private static final int NANOS = 1_000;

    private Micros() {}

    static Instant instant(long micros) {
        return Instant.ofEpochSecond(
                Math.floorDiv(micros, PER_SECOND), Math.floorMod(micros, PER_SECOND) * NANOS);
    }

    static long of(Instant instant) {
        return instant.getEpochSecond() * PER_SECOND + instant.getNano() / NANOS;
    }

    /** Milliseconds at which that time has come. */
    static long millisFrom(long micros) {
        return -Math.floorDiv(-micros, PER_MILLI);
    }

    static long ofMillis(long millis) {
        return millis * PER_MILLI;
    }
}
