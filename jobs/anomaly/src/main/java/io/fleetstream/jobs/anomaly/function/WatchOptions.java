package io.fleetstream.jobs.anomaly.function;

import io.fleetstream.jobs.anomaly.domain.watch.Bounds;
import java.io.Serializable;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * How devices are watched.
 *
 * @param reorderBound how far readings of a device may be out of order
 * @param reorderBounds the same by model, for those that differ
 * @param presenceGrain how late a silence may be noticed
 */
public record WatchOptions(
        Duration reorderBound, Map<String, Duration> reorderBounds, Duration presenceGrain)
        implements Serializable {
    /** A second each way, and ten. */
    public static final WatchOptions DEFAULT =
            new WatchOptions(Duration.ofSeconds(1), Duration.ofSeconds(10));

    /** Copies the map. */
    public WatchOptions {
        reorderBounds = Map.copyOf(reorderBounds);
    }

    /** With one bound for all models. */
    public WatchOptions(Duration reorderBound, Duration presenceGrain) {
        this(reorderBound, Map.of(), presenceGrain);
    }

    /** How long after it happened that an alarm began or ended it may be told. */
    public Duration lateness() {
        return longestBound().plus(presenceGrain);
    }

    /** How long a reading of any model may wait for those before it. */
    public Duration longestBound() {
        return reorderBounds.values().stream()
                .reduce(reorderBound, (one, other) -> one.compareTo(other) > 0 ? one : other);
    }

    Bounds bounds() {
        long millis = reorderBound.toMillis();
        if (reorderBounds.isEmpty()) {
            return card -> millis;
        }
        Map<String, Long> byModel = new HashMap<>();
        reorderBounds.forEach((model, bound) -> byModel.put(model, bound.toMillis()));
        return card -> byModel.getOrDefault(card.attributes().model(), millis);
    }
}
