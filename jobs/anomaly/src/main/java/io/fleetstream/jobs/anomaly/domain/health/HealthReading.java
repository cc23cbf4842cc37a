package io.fleetstream.jobs.anomaly.domain.health;

import java.util.Optional;

/**
 * What a window says of a machine's health.
 *
 * @param state what is known of it
 * @param index 1 as at its beginning, 0 at the level that counts as failure; while it degrades, it
 *     only falls
 * @param growth of the smoothed level since the beginning, as part of it: 0.1 is a tenth more
 * @param remaining how long until failure, if it goes on so; only while it degrades
 */
public record HealthReading(
        HealthState state, double index, double growth, Optional<RemainingLife> remaining) {}
