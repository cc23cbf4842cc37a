package io.fleetstream.emulator.run;

import io.fleetstream.emulator.signal.Noise;

/**
 * When the messages of one connection arrive: their true time and the delay of a network, a hash of
 * (seed, connection, count). Never earlier than the one before. Knows nothing of wrong clocks.
 */
final class ArrivalClock {
    /** Shortest delay in microseconds. */
    static final long SHORTEST = 20_000;

    /** Longest delay in microseconds, but for the wait behind those before. */
    static final long LONGEST = 200_000;

    private static final int SALT = 601;

    private final long key;
    private long count;
    private long before;

    /** A clock of a connection; {@code key} is the hash of seed and connection. */
    ArrivalClock(long key) {
        this.key = key;
    }

    /**
     * The arrival of the next message in epoch microseconds.
     *
     * @param sentMs true time at which it is sent, epoch milliseconds
     */
    long next(long sentMs) {
        double delay = SHORTEST + (LONGEST - SHORTEST) * Noise.uniform(key, SALT, count++);
        before = Math.max(before + 1, sentMs * 1000 + (long) delay);
        return before;
    }
}
