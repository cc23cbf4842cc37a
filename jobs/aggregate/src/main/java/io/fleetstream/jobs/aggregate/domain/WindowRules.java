package io.fleetstream.jobs.aggregate.domain;

import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * When windows of devices open, close, are revised and are final.
 *
 * @param windows kinds of windows
 * @param closeAfter how far a device's time must have passed the end of a window to close it
 * @param lateness how far a value may lie behind its device's greatest event time
 * @param silence how long a device says nothing until its time is taken to run on without it
 * @param reviseAfter how long values that come late wait for more of them
 * @param earlyAfter how long values of an open long window wait for an early row
 * @param earlyFrom least length of a window that has early rows; zero for none
 * @param rollUpLateness how far a value may lie behind its arrival to enter the roll-ups
 * @param rollUps whether panes are handed to the roll-ups at all
 * @param forgetAfter how long a device says nothing until it is forgotten
 */
public record WindowRules(
        List<WindowSpec> windows,
        Duration closeAfter,
        Duration lateness,
        Duration silence,
        Duration reviseAfter,
        Duration earlyAfter,
        Duration earlyFrom,
        Duration rollUpLateness,
        boolean rollUps,
        Duration forgetAfter)
        implements Serializable {

    /** Panes that wait for their end, records that wait for their transaction. */
    private static final Duration ON_THE_WAY = Duration.ofHours(1);

    /** What holds unless somebody says otherwise. */
    public static final WindowRules DEFAULT =
            new WindowRules(
                    List.of(WindowSpec.parse("1m"), WindowSpec.parse("5m"), WindowSpec.parse("1h")),
                    Duration.ZERO,
                    Duration.ofHours(1),
                    Duration.ofMinutes(2),
                    Duration.ofSeconds(30),
                    Duration.ofMinutes(5),
                    Duration.ofMinutes(30),
                    Duration.ofHours(12),
                    true,
                    Duration.ofDays(7));

    /** Checks what one setting says of another. */
    public WindowRules {
        windows = List.copyOf(windows);
        if (windows.isEmpty() || windows.size() > WindowPlan.MOST) {
            throw new IllegalArgumentException(
                    "--aggregate.windows has "
                            + windows.size()
                            + " windows, expected 1 to "
                            + WindowPlan.MOST);
        }
        if (windows.stream().map(WindowSpec::name).distinct().count() < windows.size()) {
            throw new IllegalArgumentException(
                    "--aggregate.windows is '" + windows + "', expected each window once");
        }
        if (closeAfter.compareTo(lateness) > 0) {
            throw new IllegalArgumentException(
                    "--aggregate.close-after is '"
                            + closeAfter
                            + "', expected at most --aggregate.allowed-lateness, "
                            + lateness);
        }
    }

    /** How long a window must be kept that the roll-ups may still get something for. */
    public Duration longestWayToRollUps() {
        return rollUpLateness.plus(silence).plus(reviseAfter).plus(ON_THE_WAY);
    }

    static long micros(Duration duration) {
        return TimeUnit.MICROSECONDS.convert(duration);
    }
}
