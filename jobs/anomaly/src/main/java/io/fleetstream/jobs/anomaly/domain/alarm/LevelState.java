package io.fleetstream.jobs.anomaly.domain.alarm;

/**
 * Whether a severity is the case, and since when values have said something else. A latch: it goes
 * on when the condition that raises has held for long enough, off when the one that clears has, and
 * stays as it is in between.
 */
final class LevelState {
    /** No time. */
    static final long NEVER = Long.MAX_VALUE;

    private boolean on;
    private long since = NEVER;
    private long met;

    LevelState() {}

    LevelState(boolean on, long since, long met) {
        this.on = on;
        this.since = since;
        this.met = met;
    }

    boolean isOn() {
        return on;
    }

    /** Since when values have asked for a change; {@link #NEVER} if they do not. */
    long since() {
        return since;
    }

    /** Which of the last values met the condition, the newest in the lowest bit. */
    long met() {
        return met;
    }

    /** Whether a change to on waits for its hold. */
    boolean isPending() {
        return !on && since != NEVER;
    }

    /** Whether there is nothing to remember. */
    boolean isBlank() {
        return !on && since == NEVER && met == 0;
    }

    /** When it changes if no other value comes; {@link #NEVER} if it does not. */
    long due(Level level) {
        if (since == NEVER) {
            return NEVER;
        }
        return since + (on ? level.clearHold() : level.hold());
    }

    /** Takes a value. Nothing clears while it also raises. */
    void look(Level level, boolean raise, boolean clear, long time) {
        boolean counts = on ? clear && !raise : enough(level, raise);
        if (!counts) {
            since = NEVER;
        } else if (since == NEVER) {
            since = time;
        }
    }

    /** What is due by then happens. */
    void settle(Level level, boolean clears, long time) {
        if (due(level) > time) {
            return;
        }
        if (on) {
            reset();
        } else {
            turnOn(clears, time);
        }
    }

    /** It is the case from now on; the last value may already ask for the end. */
    void turnOn(boolean clears, long time) {
        if (on) {
            return;
        }
        on = true;
        met = 0;
        since = clears ? time : NEVER;
    }

    /** As if there had been no value, and the severity not the case. */
    void reset() {
        on = false;
        since = NEVER;
        met = 0;
    }

    /** Values so far do not count towards raising any more. */
    void forgetRaise() {
        if (!on) {
            reset();
        }
    }

    private boolean enough(Level level, boolean meets) {
        long mask = level.ofLast() == Long.SIZE ? -1L : (1L << level.ofLast()) - 1;
        met = ((met << 1) | (meets ? 1 : 0)) & mask;
        return Long.bitCount(met) >= level.times();
    }
}
