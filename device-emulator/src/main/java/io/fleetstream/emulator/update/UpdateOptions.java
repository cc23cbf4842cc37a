package io.fleetstream.emulator.update;

import java.security.PublicKey;
import java.time.Duration;
import java.util.Optional;

/**
 * How devices install firmware.
 *
 * @param trusted key that images must be signed with; empty to refuse every image
 * @param install how long it takes to write an image
 * @param check how long the new image is watched before it is kept
 * @param faults how often it goes wrong
 * @param counters against going back
 */
public record UpdateOptions(
        Optional<PublicKey> trusted,
        Duration install,
        Duration check,
        UpdateFaults faults,
        FirmwareCounters counters) {

    /** The same with counters that are forgotten. */
    public UpdateOptions(
            Optional<PublicKey> trusted, Duration install, Duration check, UpdateFaults faults) {
        this(trusted, install, check, faults, FirmwareCounters.forgetful());
    }

    /** At once and without fault. */
    public static UpdateOptions trusting(PublicKey key) {
        return new UpdateOptions(Optional.of(key), Duration.ZERO, Duration.ZERO, UpdateFaults.NONE);
    }
}
