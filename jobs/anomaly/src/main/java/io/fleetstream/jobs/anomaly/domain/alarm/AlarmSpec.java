package io.fleetstream.jobs.anomaly.domain.alarm;

import java.util.Comparator;
import java.util.List;

/**
 * How an alarm behaves, apart from its conditions.
 *
 * @param levels its severities; kept from the mildest to the worst, and known by their position in
 *     that order
 * @param ackRequired whether it stays until acknowledged although its cause is gone
 * @param schedule when it may be raised
 * @param reminder time between two reminders of an open alarm that nobody has acknowledged, in
 *     milliseconds; 0 for none
 * @param flaps how many changes within {@code flapWindow} are not yet flapping; 0 for no limit
 * @param flapWindow in milliseconds
 */
public record AlarmSpec(
        List<Level> levels,
        boolean ackRequired,
        Schedule schedule,
        long reminder,
        int flaps,
        long flapWindow) {
    /** The most severities of a rule. */
    public static final int MOST_LEVELS = 8;

    /** The most changes that are remembered. */
    public static final int MOST_FLAPS = 100;

    public AlarmSpec {
        levels = levels.stream().sorted(Comparator.comparingInt(Level::severity)).toList();
        long severities = levels.stream().mapToInt(Level::severity).distinct().count();
        require(!levels.isEmpty() && levels.size() <= MOST_LEVELS, "levels", levels.size());
        require(severities == levels.size(), "distinct severities", severities);
        require(reminder >= 0, "reminder", reminder);
        require(flaps >= 0 && flaps <= MOST_FLAPS, "flaps", flaps);
        require(flaps == 0 || flapWindow > 0, "flap window", flapWindow);
    }

    /** One severity, always, without acknowledgement, reminders and flapping. */
    public static AlarmSpec of(Level... levels) {
        return new AlarmSpec(List.of(levels), false, Schedule.ALWAYS, 0, 0, 0);
    }

    /** The same, staying until acknowledged. */
    public AlarmSpec latching() {
        return new AlarmSpec(levels, true, schedule, reminder, flaps, flapWindow);
    }

    /** The same, raised only at times. */
    public AlarmSpec during(Schedule times) {
        return new AlarmSpec(levels, ackRequired, times, reminder, flaps, flapWindow);
    }

    /** The same with reminders. */
    public AlarmSpec reminding(long every) {
        return new AlarmSpec(levels, ackRequired, schedule, every, flaps, flapWindow);
    }

    /** The same, flapping after more changes than that within a window. */
    public AlarmSpec flappingAfter(int changes, long window) {
        return new AlarmSpec(levels, ackRequired, schedule, reminder, changes, window);
    }

    private static void require(boolean holds, String name, long value) {
        if (!holds) {
            throw new IllegalArgumentException(name + " cannot be " + value);
        }
    }
}
