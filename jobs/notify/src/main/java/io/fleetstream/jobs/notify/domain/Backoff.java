package io.fleetstream.jobs.notify.domain;

import java.time.Duration;

/**
 * Waits that double from the first to the longest, each shortened by up to a half, differently for
 * every notice, so that those which failed together are not tried together.
 *
 * @param first after the first try
 * @param longest at most
 */
public record Backoff(Duration first, Duration longest) {
    private static final int MOST_DOUBLINGS = 30;
    private static final int STEPS = 1 << 10;

    /**
     * After a try.
     *
     * @param id of the notice
     * @param tries so far, from 1
     */
    public Duration after(String id, int tries) {
        long full =
                Math.min(
                        longest.toMillis(),
                        first.toMillis() << Math.min(tries - 1, MOST_DOUBLINGS));
        int spread = Math.floorMod((id + tries).hashCode() * 0x9E3779B9, STEPS);
        return Duration.ofMillis(full - full * spread / (2L * STEPS));
    }
}
