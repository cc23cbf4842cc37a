package io.fleetstream.emulator.edge;

import java.time.Duration;

/**
 * How much a gateway keeps.
 *
 * @param messages at most; positive
 * @param bytes of records at most; positive. The file may grow to twice as much and 1 MiB before it
 *     is written anew
 * @param timeToLive how old a message may become, in event time; below the age ingest accepts
 */
public record SpoolLimits(int messages, long bytes, Duration timeToLive) {
    /** The age beyond which ingest refuses readings. */
    public static final Duration ACCEPTED_AGE = Duration.ofDays(7);

    /** 100,000 messages in 64 MiB for six days. */
    public static final SpoolLimits DEFAULT =
            new SpoolLimits(100_000, 64L << 20, Duration.ofDays(6));

    /** Checks the bounds. */
    public SpoolLimits {
        if (messages < 1 || bytes < 1) {
            throw new IllegalArgumentException("a buffer needs room for a message");
        }
        if (timeToLive.isNegative() || timeToLive.compareTo(ACCEPTED_AGE) >= 0) {
            throw new IllegalArgumentException(
                    "time to live must be below " + ACCEPTED_AGE + ", the age ingest accepts");
        }
    }
}
