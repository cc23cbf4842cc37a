package io.fleetstream.cli.report;

import java.time.Instant;

/**
 * A value at a time.
 *
 * @param time when
 * @param value in the unit of its chart
 */
public record Point(Instant time, double value) {
    /** The time in seconds since the epoch. */
    double seconds() {
        return time.getEpochSecond() + time.getNano() / 1e9;
    }
}
