package io.fleetstream.jobs.anomaly.domain.alarm;

/**
 * One severity of a rule: when it begins and when it ends.
 *
 * @param severity the greater the worse, from 1
 * @param raise when it begins
 * @param hold how long {@code raise} must hold, in milliseconds; 0 for at once
 * @param times how many values must meet {@code raise}; 1 for any
 * @param ofLast among how many; {@code times} of the last {@code ofLast}, equal for in a row
 * @param clear when it ends; not the opposite of {@code raise} where there is a hysteresis
 * @param clearHold how long {@code clear} must hold, in milliseconds
 */
public record Level(
        int severity,
        Condition raise,
        long hold,
        int times,
        int ofLast,
        Condition clear,
        long clearHold) {
    /** The most values that are remembered to count some of them. */
    public static final int MOST_VALUES = 64;

    public Level {
        require(severity >= 1, "severity", severity, "1 or more");
        require(hold >= 0, "hold", hold, "0 or more");
        require(clearHold >= 0, "clear hold", clearHold, "0 or more");
        require(ofLast >= 1 && ofLast <= MOST_VALUES, "of last", ofLast, "1 to " + MOST_VALUES);
        require(times >= 1 && times <= ofLast, "times", times, "1 to " + ofLast);
    }

    private static void require(boolean holds, String name, long value, String range) {
        if (!holds) {
            throw new IllegalArgumentException(name + " " + value + " must be " + range);
        }
    }
}
