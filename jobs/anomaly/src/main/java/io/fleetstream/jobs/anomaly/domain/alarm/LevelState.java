package io.fleetstream.jobs.anomaly.domain.alarm;

/**
 * Whether a severity is the case, and since when values have said something else. A latch: it goes
 * on when {@code raise} has held for long enough, off when {@code clear} has, and stays as it is in
 * between.
 */
final class LevelState {
    /** No time. */
    static final long NEVER = Long.MAX_VALUE;

    private boolean on;
    private long since = NEVER;
    private long met;
    private int seen;

    boolean isOn() {
        return on;
    }

    /** When it changes if no other value comes; {@link #NEVER} if it does not. */
    long due(Level level) {
        if (since == NEVER) {
            return NEVER;
        }
        return since + (on ? level.clearHold() : level.hold());
    }

    /** Takes a value. */
    void look(Level level, double value, long time) {
        boolean counts = on ? level.clear().test(value) : enough(level, level.raise().test(value));
        if (!counts) {
            since = NEVER;
        } else if (since == NEVER) {
            since = time;
        }
    }

    /** What is due by then happens. Returns whether that was a change. */
    boolean settle(Level level, long time) {
        if (due(level) > time) {
            return false;
        }
        on = !on;
        forget();
        return true;
    }

    /** As if there had been no value, and the severity not the case. */
    void reset() {
        on = false;
        forget();
    }

    /** Values so far do not count any more. */
    void forget() {
        since = NEVER;
        met = 0;
        seen = 0;
    }

    private boolean enough(Level level, boolean meets) {
        met = met << 1 | (meets ? 1 : 0);
        seen = Math.min(seen + 1, level.ofLast());
        long mask = level.ofLast() == Long.SIZE ? -1L : (1L << level.ofLast()) - 1;
        boolean some = Long.bitCount(met & mask) >= level.times();
        // a hold is broken by the first value that does not meet it, a count is not
        return some && (meets || level.ofLast() > level.times());
    }
}
