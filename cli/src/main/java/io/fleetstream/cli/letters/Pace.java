package io.fleetstream.cli.letters;

import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Lets so many pass a second, evenly; what was not used is not saved up. */
final class Pace {
    private final long between;
    private long next = System.nanoTime();

    Pace(OptionalLong perSecond) {
        between = perSecond.isPresent() ? TimeUnit.SECONDS.toNanos(1) / perSecond.getAsLong() : 0;
    }

    /** Waits for the next one's turn. */
    void next() {
        if (between == 0) {
            return;
        }
        long now = System.nanoTime();
        while (now < next) {
            LockSupport.parkNanos(next - now);
            now = System.nanoTime();
        }
        next = Math.max(next + between, now - between);
    }
}
