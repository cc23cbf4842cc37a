package io.fleetstream.jobs.anomaly.domain.alarm;

import java.time.ZoneId;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * An alarm of one rule and one device as a state machine. Stateless itself: it takes states, values
 * with their times, orders with theirs, and the progress of time, and tells what happened.
 *
 * <p>Times are epoch milliseconds and never go back; one before the state's clock counts as that.
 * What falls due while no value comes, happens at the time it falls due, however late {@link
 * #advance} is called, and before a value of the same time. What two severities do at one time is
 * one step. A severity that begins brings the milder ones with it; a severity rising undoes an
 * acknowledgement.
 */
public final class AlarmMachine {
    private static final long NEVER = LevelState.NEVER;

    private final AlarmSpec spec;

    /** A machine for every alarm with these settings. */
    public AlarmMachine(AlarmSpec spec) {
        this.spec = spec;
    }

    /** The settings. */
    public AlarmSpec spec() {
        return spec;
    }

    /** A state before anything was seen. */
    public AlarmState newState() {
        return new AlarmState(spec.levels().size());
    }

    /**
     * Takes a value.
     *
     * @param raise which severities it raises, by position, the mildest in the lowest bit
     * @param clear which it clears
     * @param value as it is to be told; not judged here
     * @param zone the device's, for the schedule
     */
    public void look(
            AlarmState state,
            long time,
            int raise,
            int clear,
            double value,
            ZoneId zone,
            Consumer<AlarmStep> out) {
        advance(state, time, zone, out);
        state.clock = Math.max(state.clock, time);
        state.raise = raise;
        state.clear = clear;
        state.value = value;
        lookAgain(state, zone);
        advance(state, state.clock, zone, out);
        if (state.flaps.length > 0) {
            pruneFlaps(state, state.clock);
        }
    }

    /** What falls due until that time, inclusively, happens. */
    public void advance(AlarmState state, long time, ZoneId zone, Consumer<AlarmStep> out) {
        long due = due(state, zone);
        while (due <= time) {
            state.clock = Math.max(state.clock, due);
            happen(state, state.clock, zone, out);
            due = due(state, zone);
        }
    }

    /** When something happens if nothing comes; {@link Long#MAX_VALUE} if nothing does. */
    public long due(AlarmState state, ZoneId zone) {
        if (state.status == AlarmStatus.SNOOZE_DISABLED) {
            return state.until;
        }
        if (state.status == AlarmStatus.DISABLED) {
            return NEVER;
        }
        long due = Math.min(reminderDue(state), scheduleDue(state, zone));
        for (int index = 0; index < state.levels.length; index++) {
            due = Math.min(due, state.levels[index].due(spec.levels().get(index)));
        }
        return due;
    }

    /**
     * Does what somebody asks.
     *
     * @param until end of a snooze; ignored otherwise
     * @return whether it changed anything
     */
    public boolean order(
            AlarmState state,
            AlarmOrder order,
            long time,
            long until,
            ZoneId zone,
            Consumer<AlarmStep> out) {
        advance(state, time, zone, out);
        state.clock = Math.max(state.clock, time);
        long now = state.clock;
        boolean changed =
                switch (order) {
                    case ACKNOWLEDGE -> acknowledge(state, now, out);
                    case SNOOZE -> snooze(state, now, until, out);
                    case DISABLE -> stop(state, AlarmStatus.DISABLED, now, out);
                    case ENABLE ->
                            !state.status.isWatching() && stop(state, AlarmStatus.NORMAL, now, out);
                    case RESET -> stop(state, AlarmStatus.NORMAL, now, out);
                };
        if (changed && state.status == AlarmStatus.NORMAL) {
            lookAgain(state, zone);
            advance(state, now, zone, out);
        }
        return changed;
    }

    /**
     * Carries a state over to these settings from others: what waits to be raised begins anew, and
     * an alarm of which no severity is left is over.
     *
     * @param time from when on
     * @param raise which severities the last value raises now
     * @param clear which it clears now
     */
    public void adopt(
            AlarmState state,
            long time,
            int raise,
            int clear,
            ZoneId zone,
            Consumer<AlarmStep> out) {
        state.clock = Math.max(state.clock, time);
        for (LevelState level : state.levels) {
            level.forgetRaise();
        }
        state.raise = raise;
        state.clear = clear;
        resolve(state, state.clock, out);
        lookAgain(state, zone);
        advance(state, state.clock, zone, out);
    }

    /** Judges the last value once more, as of the state's clock. */
    private void lookAgain(AlarmState state, ZoneId zone) {
        if (!state.status.isWatching()) {
            return;
        }
        boolean active = spec.schedule().isActive(state.clock, zone);
        for (int index = 0; index < state.levels.length; index++) {
            LevelState level = state.levels[index];
            if (active || level.isOn()) {
                level.look(
                        spec.levels().get(index),
                        bit(state.raise, index),
                        bit(state.clear, index),
                        state.clock);
            }
        }
    }

    private void happen(AlarmState state, long now, ZoneId zone, Consumer<AlarmStep> out) {
        if (state.status == AlarmStatus.SNOOZE_DISABLED) {
            state.status = AlarmStatus.NORMAL;
            state.until = AlarmStep.NONE;
            lookAgain(state, zone);
            return;
        }
        if (!spec.schedule().isAlways()) {
            followSchedule(state, zone);
        }
        for (int index = 0; index < state.levels.length; index++) {
            state.levels[index].settle(spec.levels().get(index), clears(state, index), now);
        }
        resolve(state, now, out);
        if (reminderDue(state) <= now) {
            remind(state, now, zone, out);
        }
    }

    /** A hold that reaches the end of a window counts for nothing, and begins with the next. */
    private void followSchedule(AlarmState state, ZoneId zone) {
        long now = state.clock;
        boolean active = spec.schedule().isActive(now, zone);
        boolean before = spec.schedule().isActive(now - 1, zone);
        if (active && !before) {
            lookAgain(state, zone);
        } else if (!active) {
            for (LevelState level : state.levels) {
                level.forgetRaise();
            }
        }
    }

    private void resolve(AlarmState state, long now, Consumer<AlarmStep> out) {
        boolean open =
                state.status == AlarmStatus.ACTIVE || state.status == AlarmStatus.ACKNOWLEDGED;
        int worst = worst(state);
        int severity = worst < 0 ? 0 : spec.levels().get(worst).severity();
        if (severity > (open ? state.severity : 0)) {
            carryDown(state, worst, now);
            rise(state, open, severity, now, out);
        } else if (open && severity == 0) {
            end(state, now, out);
        } else if (open && severity < state.severity) {
            state.severity = severity;
            tell(state, AlarmChange.SEVERITY_DOWN, now, out);
        }
    }

    /** Position of the worst severity that is the case; -1 if none is. */
    private static int worst(AlarmState state) {
        int worst = state.levels.length - 1;
        while (worst >= 0 && !state.levels[worst].isOn()) {
            worst--;
        }
        return worst;
    }

    private static void carryDown(AlarmState state, int worst, long now) {
        for (int index = 0; index < worst; index++) {
            state.levels[index].turnOn(clears(state, index), now);
        }
    }

    private void rise(
            AlarmState state, boolean open, int severity, long now, Consumer<AlarmStep> out) {
        // one that was reset in the same millisecond has the same identity, and goes on
        if (state.status == AlarmStatus.NORMAL && state.raisedAt != now) {
            state.raisedAt = now;
            state.step = 0;
            state.count = 0;
        }
        if (!open) {
            state.count++;
        }
        state.status = AlarmStatus.ACTIVE;
        state.severity = severity;
        tell(state, open ? AlarmChange.SEVERITY_UP : AlarmChange.RAISED, now, out);
    }

    private void end(AlarmState state, long now, Consumer<AlarmStep> out) {
        boolean latches = spec.ackRequired() && state.status == AlarmStatus.ACTIVE;
        state.status = latches ? AlarmStatus.LATCHED : AlarmStatus.NORMAL;
        tell(state, latches ? AlarmChange.LATCHED : AlarmChange.CLEARED, now, out);
    }

    private boolean acknowledge(AlarmState state, long now, Consumer<AlarmStep> out) {
        if (state.status == AlarmStatus.ACTIVE) {
            state.status = AlarmStatus.ACKNOWLEDGED;
            tell(state, AlarmChange.ACKED, now, out);
            return true;
        }
        if (state.status == AlarmStatus.LATCHED) {
            state.status = AlarmStatus.NORMAL;
            tell(state, AlarmChange.CLEARED, now, out);
            return true;
        }
        return false;
    }

    private boolean snooze(AlarmState state, long now, long until, Consumer<AlarmStep> out) {
        if (until <= now) {
            return false;
        }
        boolean open = state.status.isOpen();
        forget(state);
        state.status = AlarmStatus.SNOOZE_DISABLED;
        state.until = until;
        if (open) {
            tell(state, AlarmChange.SNOOZED, now, out);
        } else {
            out.accept(quietStep(state, now));
        }
        return true;
    }

    private boolean stop(AlarmState state, AlarmStatus next, long now, Consumer<AlarmStep> out) {
        boolean open = state.status.isOpen();
        boolean changes = state.status() != next;
        forget(state);
        state.status = next;
        if (open) {
            tell(state, AlarmChange.CLEARED, now, out);
        }
        return changes;
    }

    private static void forget(AlarmState state) {
        for (LevelState level : state.levels) {
            level.reset();
        }
        state.until = AlarmStep.NONE;
    }

    private void remind(AlarmState state, long now, ZoneId zone, Consumer<AlarmStep> out) {
        pruneFlaps(state, now);
        if (state.flapping || !spec.schedule().isActive(now, zone)) {
            state.toldAt = now;
        } else {
            tell(state, AlarmChange.REMINDER, now, out);
        }
    }

    private void tell(AlarmState state, AlarmChange change, long now, Consumer<AlarmStep> out) {
        boolean starts = change.isFlap() && countFlap(state, now);
        state.toldAt = now;
        state.step++;
        out.accept(step(state, change, now));
        if (starts) {
            state.step++;
            out.accept(step(state, AlarmChange.FLAPPING, now));
        }
    }

    /** Counts a change. Returns whether it is the one that makes it flapping. */
    private boolean countFlap(AlarmState state, long now) {
        if (spec.flaps() == 0) {
            return false;
        }
        boolean before = state.flapping;
        int keep = Math.min(state.flaps.length, spec.flaps());
        int from = state.flaps.length - keep;
        state.flaps = Arrays.copyOfRange(state.flaps, from, state.flaps.length + 1);
        state.flaps[keep] = now;
        pruneFlaps(state, now);
        return state.flapping && !before;
    }

    private void pruneFlaps(AlarmState state, long now) {
        int old = 0;
        while (old < state.flaps.length && state.flaps[old] <= now - spec.flapWindow()) {
            old++;
        }
        if (old > 0) {
            state.flaps = Arrays.copyOfRange(state.flaps, old, state.flaps.length);
        }
        state.flapping = spec.flaps() > 0 && state.flaps.length > spec.flaps();
    }

    private static AlarmStep step(AlarmState state, AlarmChange change, long now) {
        return new AlarmStep(
                change,
                now,
                state.status(),
                state.severity,
                state.raisedAt,
                state.step,
                state.count,
                state.flapping,
                state.value);
    }

    /** A snooze where there is no alarm that it ends. */
    private static AlarmStep quietStep(AlarmState state, long now) {
        return new AlarmStep(
                AlarmChange.SNOOZED,
                now,
                state.status,
                0,
                AlarmStep.NONE,
                0,
                0,
                false,
                state.value);
    }

    private long reminderDue(AlarmState state) {
        boolean waits = state.status == AlarmStatus.ACTIVE || state.status == AlarmStatus.LATCHED;
        return waits && spec.reminder() > 0 ? state.toldAt + spec.reminder() : NEVER;
    }

    /** Windows matter while something could be raised. */
    private long scheduleDue(AlarmState state, ZoneId zone) {
        if (spec.schedule().isAlways() || state.clock == AlarmStep.NONE) {
            return NEVER;
        }
        for (int index = 0; index < state.levels.length; index++) {
            LevelState level = state.levels[index];
            if (!level.isOn() && (!level.isBlank() || bit(state.raise, index))) {
                return spec.schedule().nextChange(state.clock, zone);
            }
        }
        return NEVER;
    }

    private static boolean clears(AlarmState state, int index) {
        return bit(state.clear, index) && !bit(state.raise, index);
    }

    private static boolean bit(int bits, int index) {
        return (bits >> index & 1) != 0;
    }
}
