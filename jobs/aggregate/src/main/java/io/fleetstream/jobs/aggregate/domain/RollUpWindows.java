package io.fleetstream.jobs.aggregate.domain;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The windows of roll-ups. They close by arrival time, so that one device with a clock in the
 * future closes nothing for the others: a while after their end, when most devices have sent their
 * panes. What comes later revises them. In which order the parts come shows in the revisions, and
 * in nothing of the last row.
 */
public final class RollUpWindows {
    private final List<WindowSpec> specs;
    private final RollUpStore store;
    private final Consumer<RollUpRow> out;
    private final long longest;
    private final long delay;
    private final long reviseAfter;
    private final long earlyAfter;
    private final long earlyFrom;
    private final long keep;

    /** Windows by those rules. */
    public RollUpWindows(RollUpRules rules, RollUpStore store, Consumer<RollUpRow> out) {
        this.specs = rules.windows();
        this.store = store;
        this.out = out;
        this.longest = rules.longest();
        this.delay = WindowRules.micros(rules.delay());
        this.reviseAfter = WindowRules.micros(rules.reviseAfter());
        this.earlyAfter = WindowRules.micros(rules.earlyAfter());
        this.earlyFrom = WindowRules.micros(rules.earlyFrom());
        this.keep = WindowRules.micros(rules.keep());
    }

    /** Beginning of the longest window around that time: what has one {@link RollUpState}. */
    public long longestAt(long time) {
        return Math.floorDiv(time, longest) * longest;
    }

    /**
     * Takes what is new.
     *
     * @param state of the longest window around its pane
     * @param now arrival time, microseconds since the epoch; anything before all times for unknown
     */
    public void accept(RollUpState state, RollUpDelta delta, long now) {
        RollUpDelta pane = store.pane(delta.pane());
        if (pane == null) {
            if (delta.added().changes() == 0) {
                return; // what it takes away is final here
            }
            pane = new RollUpDelta(delta.rollUp(), delta.pane(), specs.size());
            state.panes.add(delta.pane());
        }
        pane.merge(delta);
        pane.settle();
        store.putPane(pane);
        long group = longestAt(delta.pane());
        state.kept.merge(group, Math.max(group + longest, now) + keep, Math::max);
        for (int kind = 0; kind < specs.size(); kind++) {
            WindowSpec spec = specs.get(kind);
            if (spec.isTumbling()) {
                long start = spec.startAt(delta.pane());
                long due = due(spec, start + spec.length() + delay, now);
                state.marks.compute(
                        WindowPlan.id(start, kind),
                        (id, mark) ->
                                mark == null
                                        ? RollUpMark.NONE.due(due)
                                        : mark.due(Math.min(mark.due(), due)));
            }
        }
    }

    private long due(WindowSpec spec, long close, long now) {
        if (now >= close) {
            return next(now, reviseAfter);
        }
        boolean early = earlyFrom > 0 && spec.length() >= earlyFrom && now > 0;
        return early ? Math.min(close, next(now, earlyAfter)) : close;
    }

    private static long next(long now, long step) {
        return (Math.floorDiv(now, step) + 1) * step;
    }

    /** When something is to be done, in arrival time; {@link Long#MAX_VALUE} for never. */
    public long nextDue(RollUpState state) {
        long next = DeviceState.NEVER;
        for (RollUpMark mark : state.marks.values()) {
            next = Math.min(next, mark.due());
        }
        for (long until : state.kept.values()) {
            next = Math.min(next, until);
        }
        return next;
    }

    /** Does what is due. */
    public void advance(RollUpState state, long now) {
        for (Map.Entry<Long, RollUpMark> entry : state.marks.entrySet()) {
            if (entry.getValue().due() <= now) {
                entry.setValue(send(state, entry.getKey(), entry.getValue(), now));
            }
        }
        List<Long> over = new ArrayList<>();
        state.kept.forEach(
                (group, until) -> {
                    if (until <= now) {
                        over.add(group);
                    }
                });
        for (long group : over) {
            drop(state, group);
        }
    }

    private RollUpMark send(RollUpState state, long id, RollUpMark mark, long now) {
        int kind = WindowPlan.kind(id);
        WindowSpec spec = specs.get(kind);
        long start = WindowPlan.start(id);
        long end = start + spec.length();
        Accumulator statistics = new Accumulator();
        RollUp rollUp = null;
        long late = 0;
        long devices = 0;
        for (int i = state.panes.from(start); i < state.panes.size(); i++) {
            if (state.panes.get(i) >= end) {
                break;
            }
            RollUpDelta pane = store.pane(state.panes.get(i));
            rollUp = pane.rollUp();
            statistics.merge(pane.added());
            late += pane.late(kind);
            devices += pane.devices(kind);
        }
        boolean early = now < end + delay;
        long next = early ? end + delay : DeviceState.NEVER;
        if (statistics.changes() == mark.changes() && mark.early() == early) {
            return mark.due(next);
        }
        out.accept(
                new RollUpRow(
                        rollUp,
                        spec,
                        start,
                        end,
                        statistics,
                        mark.revision() + 1,
                        early,
                        late,
                        devices));
        return new RollUpMark(mark.revision() + 1, statistics.changes(), early, next);
    }

    private void drop(RollUpState state, long group) {
        state.kept.remove(group);
        int at = state.panes.from(group);
        while (at < state.panes.size() && state.panes.get(at) < group + longest) {
            store.removePane(state.panes.get(at));
            state.panes.removeAt(at);
        }
        state.marks.subMap(WindowPlan.id(group, 0), WindowPlan.id(group + longest, 0)).clear();
    }
}
