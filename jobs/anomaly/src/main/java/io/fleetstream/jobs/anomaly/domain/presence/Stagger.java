package io.fleetstream.jobs.anomaly.domain.presence;

/**
 * Spreads timers: a deadline is looked at on the next of a device's own ticks, which lie in another
 * phase for every device. Many devices with one deadline do not fall due at one time, and a timer
 * moves seldom.
 */
public final class Stagger {
    private Stagger() {}

    /**
     * When to look at a deadline.
     *
     * @param deadline epoch milliseconds; {@link Long#MAX_VALUE} stays
     * @param grain milliseconds between two ticks; 1 for no rounding
     * @param device whose phase
     * @return the deadline, or up to {@code grain - 1} later
     */
    public static long tick(long deadline, long grain, String device) {
        if (deadline == Long.MAX_VALUE || grain <= 1) {
            return deadline;
        }
        long phase = Math.floorMod(mix(device.hashCode()), grain);
        return deadline + Math.floorMod(phase - deadline, grain);
    }

    /** Texts that differ little have hashes that differ little. */
    private static long mix(int hash) {
        long mixed = hash * 0x9E3779B97F4A7C15L;
        return mixed ^ (mixed >>> 32);
    }
}
