package io.fleetstream.emulator.mqtt;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Waiting times between attempts to connect: doubling up to a cap, each drawn from its upper half,
 * so that a fleet does not return as one.
 *
 * @param first longest wait before the first new attempt
 * @param cap longest wait of all
 */
public record Backoff(Duration first, Duration cap) {

    /** From one second to thirty. */
    public static final Backoff DEFAULT =
            new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(30));

    /**
     * The wait before an attempt.
     *
     * @param attempt failures so far, from 0
     */
    public Duration delay(int attempt, RandomGenerator random) {
        double doubled = (double) first.toMillis() * Math.pow(2, Math.min(attempt, 30));
        double longest = Math.min((double) cap.toMillis(), doubled);
        return Duration.ofMillis((long) (longest * (0.5 + random.nextDouble() / 2)));
    }
}
