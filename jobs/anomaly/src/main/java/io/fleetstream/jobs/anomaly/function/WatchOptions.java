package io.fleetstream.jobs.anomaly.function;

import java.io.Serializable;
import java.time.Duration;

/**
 * How devices are watched.
 *
 * @param reorderBound how far readings of a device may be out of order
 * @param presenceGrain how late a silence may be noticed
 */
public record WatchOptions(Duration reorderBound, Duration presenceGrain) implements Serializable {
    /** A second each way, and ten. */
    public static final WatchOptions DEFAULT =
            new WatchOptions(Duration.ofSeconds(1), Duration.ofSeconds(10));
}
