package io.fleetstream.bridge.config;

import static io.fleetstream.bridge.config.Checks.check;

import java.time.Duration;

/**
 * How the intake adapts when Kafka slows down.
 *
 * @param interval time over which sends are judged; 100 ms to 10 min
 * @param latencyBound a record that takes longer to be acknowledged counts as an error; 10 ms to 10
 *     min
 * @param floor messages a second below which the limit never falls; from 1
 * @param ceiling messages a second the limit never exceeds; 0 for none, then there is no limit
 *     until Kafka slows down for the first time
 */
public record IntakeConfig(Duration interval, Duration latencyBound, int floor, int ceiling) {
    private static final int MOST = 100_000_000;
    private static final long TEN_MINUTES_MILLIS = 600_000;

    /** Checks every value. */
    public IntakeConfig {
        Checks.range("uplink.intake.interval (ms)", interval.toMillis(), 100, TEN_MINUTES_MILLIS);
        Checks.range(
                "uplink.intake.latency-bound (ms)",
                latencyBound.toMillis(),
                10,
                TEN_MINUTES_MILLIS);
        Checks.range("uplink.intake.floor", floor, 1, MOST);
        Checks.range("uplink.intake.ceiling", ceiling, 0, MOST);
        check(
                ceiling == 0 || ceiling >= floor,
                "uplink.intake.ceiling",
                ceiling,
                "0 for none, or at least uplink.intake.floor (" + floor + ")");
    }
}
