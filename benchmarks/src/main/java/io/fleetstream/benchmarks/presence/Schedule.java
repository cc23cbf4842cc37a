package io.fleetstream.benchmarks.presence;

import java.io.Serializable;

/**
 * Which device sends when, by the number of its message: all of them once in a minute, evenly; then
 * either more of that, or a fifth of the fleet once more within a second, and from then on the
 * others alone, until the silence of that fifth has been noticed.
 *
 * @param devices in the fleet
 * @param messages after everybody's first
 * @param storm whether a fifth falls silent
 */
record Schedule(long devices, long messages, boolean storm) implements Serializable {
    static final long START_MILLIS = 1_767_225_600_000L;

    /** Devices for one that falls silent. */
    private static final long SHARE = 5;

    private static final long TURN_MILLIS = 60_000;
    private static final long BURST_MILLIS = 1_000;

    /** Three minutes, the rounding, and some more. */
    private static final long STORM_MILLIS = 200_000;

    static Schedule even(long devices, long messages) {
        return new Schedule(devices, messages, false);
    }

    static Schedule storm(long devices) {
        long silent = devices / SHARE;
        return new Schedule(
                devices, silent + (devices - silent) * STORM_MILLIS / TURN_MILLIS, true);
    }

    long silent() {
        return storm ? devices / SHARE : 0;
    }

    long total() {
        return devices + messages;
    }

    long device(long number) {
        long later = number - devices;
        if (!storm || later < silent()) {
            return number % devices;
        }
        return silent() + (later - silent()) % (devices - silent());
    }

    long millis(long number) {
        long later = number - devices;
        if (!storm || later < 0) {
            return START_MILLIS + number * TURN_MILLIS / devices;
        }
        long burst = START_MILLIS + TURN_MILLIS;
        return later < silent()
                ? burst + later * BURST_MILLIS / silent()
                : burst + BURST_MILLIS + (later - silent()) * TURN_MILLIS / (devices - silent());
    }

    /**
     * When those that fall silent have sent their last: what comes before is a load of messages.
     */
    long silentMillis() {
        return START_MILLIS + TURN_MILLIS + BURST_MILLIS;
    }

    /** Time after the last message. */
    long endMillis() {
        return millis(total() - 1);
    }
}
