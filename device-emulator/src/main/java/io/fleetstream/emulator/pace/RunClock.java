package io.fleetstream.emulator.pace;

import java.util.function.LongSupplier;

/** Event time during a run. Starts when created. */
public final class RunClock {
    private final Pace pace;
    private final long startMs;
    private final LongSupplier nanoTime;
    private final long startNanos;

    /**
     * Starts a clock.
     *
     * @param startMs event time now, epoch milliseconds
     * @param nanoTime the wall, such as {@code System::nanoTime}
     */
    public RunClock(Pace pace, long startMs, LongSupplier nanoTime) {
        this.pace = pace;
        this.startMs = startMs;
        this.nanoTime = nanoTime;
        this.startNanos = nanoTime.getAsLong();
    }

    /** Nanoseconds until an event time (epoch milliseconds) is reached; 0 or less if it is. */
    public long waitNanos(long timestampMs) {
        return pace.waitNanos((double) (timestampMs - startMs), nanoTime.getAsLong() - startNanos);
    }

    /**
     * Event time now, epoch milliseconds.
     *
     * @param upcoming event time of what comes next; flat out there is no other now
     */
    public long now(long upcoming) {
        if (pace.isFlatOut()) {
            return upcoming;
        }
        return startMs + (long) ((nanoTime.getAsLong() - startNanos) * pace.speed() / 1e6);
    }
}
