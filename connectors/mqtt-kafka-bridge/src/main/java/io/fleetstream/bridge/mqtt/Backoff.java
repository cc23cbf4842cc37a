package io.fleetstream.bridge.mqtt;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Delays between attempts: random between zero and a bound that doubles from initial to max ("full
 * jitter"), so that clients that lost one broker together do not come back together.
 */
public final class Backoff {
    private final Duration initial;
    private final Duration max;
    private final RandomGenerator random;
    private int attempts;

    /**
     * Starts at the initial bound.
     *
     * @param initial first bound; positive
     * @param max last bound; at least the first
     */
    public Backoff(Duration initial, Duration max, RandomGenerator random) {
        this.initial = initial;
        this.max = max;
        this.random = random;
    }

    /** Delay before the next attempt, in milliseconds precision. */
    public Duration next() {
        long bound = bound().toMillis();
        attempts++;
        return Duration.ofMillis(random.nextLong(bound + 1));
    }

    /** Largest delay {@link #next} may give now. */
    public Duration bound() {
        // 2^40 times any initial delay is beyond any max; more would overflow.
        long factor = 1L << Math.min(attempts, 40);
        long least = Math.max(1, initial.toMillis());
        return factor > max.toMillis() / least ? max : Duration.ofMillis(least * factor);
    }

    /** Starts again at the initial bound. */
    public void reset() {
        attempts = 0;
    }
}
