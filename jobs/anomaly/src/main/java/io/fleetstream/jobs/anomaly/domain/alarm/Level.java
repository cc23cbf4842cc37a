package io.fleetstream.jobs.anomaly.domain.alarm;

/**
 * One severity of an alarm: for how long, or how often, its conditions must be met. What the
 * conditions are is not known here; a machine is told which of them a value meets.
 *
 * @param severity the greater the worse, 1 to 100
 * @param hold how long the condition that raises must hold, in milliseconds; 0 for at once
 * @param times how many values must meet it; 1 for any
 * @param ofLast among how many; equal to {@code times} for in a row
 * @param clearHold how long the condition that clears must hold, in milliseconds
 */
public record Level(int severity, long hold, int times, int ofLast, long clearHold) {
    /** The most values that are remembered to count some of them. */
    public static final int MOST_VALUES = 64;

    /** The worst severity. */
    public static final int WORST = 100;

    /** A year; no hold is longer. */
    public static final long LONGEST = 366L * 24 * 3600 * 1000;

    public Level {
        require(severity >= 1 && severity <= WORST, "severity", severity, "1 to " + WORST);
        require(hold >= 0 && hold <= LONGEST, "hold", hold, "0 to " + LONGEST);
        require(clearHold >= 0 && clearHold <= LONGEST, "clear hold", clearHold, "0 to " + LONGEST);
        require(ofLast >= 1 && ofLast <= MOST_VALUES, "of last", ofLast, "1 to " + MOST_VALUES);
        require(times >= 1 && times <= ofLast, "times", times, "1 to " + ofLast);
    }

    /** A severity that one value can raise and one can clear. */
    public static Level atOnce(int severity) {
        return new Level(severity, 0, 1, 1, 0);
    }

    /** The same with holds. */
    public Level holding(long raise, long clear) {
        return new Level(severity, raise, times, ofLast, clear);
    }

    /** The same where so many of the last values must meet the condition. */
    public Level counting(int wanted, int last) {
        return new Level(severity, hold, wanted, last, clearHold);
    }

    private static void require(boolean holds, String name, long value, String range) {
        if (!holds) {
            throw new IllegalArgumentException(name + " is " + value + ", expected " + range);
        }
    }
}
