package io.fleetstream.jobs.shadow.command.domain;

import java.io.Serializable;
import java.time.Duration;

/**
 * What commands may be.
 *
 * @param maxPending commands of a device that may wait for its answer; more are refused
 * @param defaultLife time to the deadline where nobody says one
 * @param maxLife longest time to a deadline; a later one is refused
 * @param resendAfter time after which a command that a device has not acknowledged is sent again
 *     when the device says that it is online; at once if it had been offline in between
 * @param remember how long the id of a finished command is remembered, so that a repetition is
 *     known
 * @param registryGrace how long a command waits for the registry's row of its device, which may be
 *     read later although it was written first; after that the device counts as unknown
 */
public record CommandLimits(
        int maxPending,
        Duration defaultLife,
        Duration maxLife,
        Duration resendAfter,
        Duration remember,
        Duration registryGrace)
        implements Serializable {
    /** Ids of finished commands remembered per device, the latest ones, however recent. */
    public static final int MOST_FINISHED = 1_000;

    /** What holds unless the settings say otherwise. */
    public static final CommandLimits DEFAULT =
            new CommandLimits(
                    100,
                    Duration.ofHours(1),
                    Duration.ofDays(30),
                    Duration.ofSeconds(10),
                    Duration.ofDays(7),
                    Duration.ofMinutes(1));

    private static final long serialVersionUID = 1L;
}
