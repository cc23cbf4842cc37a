package io.fleetstream.jobs.shadow.domain.beyond;

import java.io.Serializable;
import java.time.Duration;

/**
 * When a reported value flaps.
 *
 * @param returns how often it must return to the value before the last; 0 for no such events
 * @param window within which time; a whole one without any return ends the flapping
 */
public record FlapSettings(int returns, Duration window) implements Serializable {
    /** No such events. */
    public static final FlapSettings OFF = new FlapSettings(0, Duration.ofMinutes(10));

    boolean isOn() {
        return returns > 0;
    }

    long windowMicros() {
        return window.toNanos() / 1_000;
    }
}
