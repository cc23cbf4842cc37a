package io.fleetstream.jobs.shadow.domain.beyond;

import java.io.Serializable;
import java.time.Duration;

/**
 * How a delta is sent again to a device that came back.
 *
 * @param after pause after the first time; each further one is twice as long; zero for never
 * @param attempts how often in all for each time that the device comes back
 */
public record ResendSettings(Duration after, int attempts) implements Serializable {
    /** Never. */
    public static final ResendSettings OFF = new ResendSettings(Duration.ZERO, 6);

    /** Whether deltas are sent again. */
    public boolean isOn() {
        return !after.isZero();
    }

    /** Pause after that many attempts, in microseconds. */
    long pauseMicros(int made) {
        return (after.toNanos() / 1_000) << Math.min(made - 1, 20);
    }
}
