package io.fleetstream.jobs.ingest.domain.clock;

import java.io.Serializable;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * When a clock counts as wrong.
 *
 * @param threshold difference between device time and arrival up to which a clock is in sync
 * @param samples messages after which an offset may count as known; at least 2
 * @param spread by how much their differences may vary
 * @param hold how long messages are held at most, in arrival time
 */
public record ClockSettings(Duration threshold, int samples, Duration spread, Duration hold)
        implements Serializable {

    /** Two minutes, five messages, five seconds, ten minutes. */
    public static final ClockSettings DEFAULT =
            new ClockSettings(
                    Duration.ofMinutes(2), 5, Duration.ofSeconds(5), Duration.ofMinutes(10));

    long thresholdMicros() {
        return TimeUnit.MICROSECONDS.convert(threshold);
    }

    long spreadMicros() {
        return TimeUnit.MICROSECONDS.convert(spread);
    }

    /** Arrivals have to reach over twice the spread before they can tell a clock from a backlog. */
    long spanMicros() {
        return 2 * spreadMicros();
    }

    /** How long messages are held at most, in microseconds. */
    public long holdMicros() {
        return TimeUnit.MICROSECONDS.convert(hold);
    }
}
