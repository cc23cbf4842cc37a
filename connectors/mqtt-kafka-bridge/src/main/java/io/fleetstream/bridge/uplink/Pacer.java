package io.fleetstream.bridge.uplink;

import java.time.Duration;

/**
 * Spreads messages evenly so that no more go than a rate allows; a tenth of a second may be caught
 * up with. Time is passed in, in nanoseconds. Not thread-safe.
 */
final class Pacer {
    private static final long CATCH_UP = Duration.ofMillis(100).toNanos();
    private static final double SECOND = Duration.ofSeconds(1).toNanos();

    private boolean begun;
    private long next;

    /** Takes the next place; nanoseconds to wait for it, 0 for none. */
    long take(long now, double perSecond) {
        if (perSecond == AdaptiveRate.NO_LIMIT) {
            begun = false;
            return 0;
        }
        if (!begun || now - next > CATCH_UP) {
            next = now;
            begun = true;
        }
        long wait = Math.max(0, next - now);
        next += (long) (SECOND / perSecond);
        return wait;
    }
}
