package io.fleetstream.jobs.ingest.domain.admission;

import java.io.Serializable;
import java.time.Duration;

/**
 * What may wait for the registration of its device.
 *
 * @param messages most of them, per device
 * @param bytes most bytes of keys, values and headers, per device
 * @param time longest, from the arrival of each message
 */
public record Parking(int messages, long bytes, Duration time) implements Serializable {
    /** A thousand messages, a mebibyte, an hour. */
    public static final Parking DEFAULT = new Parking(1_000, 1 << 20, Duration.ofHours(1));
}
