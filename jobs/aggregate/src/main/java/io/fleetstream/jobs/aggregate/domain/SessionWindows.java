package io.fleetstream.jobs.aggregate.domain;

import java.util.HashSet;
import java.util.Set;

/**
 * Sessions: of one metric, from its first value until nothing has come for the gap. No gap is
 * shorter than a pane, so all values of a pane are in one session, and sessions are runs of panes.
 */
final class SessionWindows {
    private final WindowPlan plan;
    private final DeviceStore store;
    private final WindowOutput out;

    SessionWindows(WindowPlan plan, DeviceStore store, WindowOutput out) {
        this.plan = plan;
        this.store = store;
        this.out = out;
    }

    /** Sends the sessions that have ended; the end of the first that has not. */
    long close(DeviceState s, long clock) {
        long next = DeviceState.NEVER;
        for (int kind = 0; kind < plan.windows(); kind++) {
            if (plan.spec(kind).isSession()) {
                next = Math.min(next, new Run(s, kind, clock).go());
            }
        }
        return next;
    }

    /** Sends ended sessions again that have changed, and those that are no more. */
    void revise(DeviceState s, int kind) {
        Run run = new Run(s, kind, s.closedTo[kind]);
        s.sessionClose = Math.min(s.sessionClose, run.go());
        for (int i = 0; i < s.sessions.size(); i++) {
            long id = s.sessions.get(i);
            if (WindowPlan.kind(id) == kind) {
                run.withdraw(id);
            }
        }
    }

    /** Keeps what a pane that is sealed adds to the last sessions before it. */
    void seal(int kind, Pane pane) {
        long id = WindowPlan.sealedSessions(kind);
        Statistics before = store.sealed(id);
        if (before == null) {
            before = new Statistics();
        }
        for (int i = 0; i < pane.size(); i++) {
            Series series = pane.series(i);
            Accumulator last = before.find(series.name, i);
            before.put(series.name, joined(last, series.folded(), plan.spec(kind).length()));
        }
        before.at(pane.place(), pane.placeTime());
        store.putSealed(id, before);
    }

    private static Accumulator joined(Accumulator last, Accumulator next, long gap) {
        if (last == null || next.from - last.to >= gap) {
            return next;
        }
        Accumulator both = new Accumulator();
        both.merge(last);
        both.merge(next);
        return both;
    }

    /** Drops sessions that no value can change any more. */
    void forget(DeviceState s, long horizon) {
        for (int kind = 0; kind < plan.windows(); kind++) {
            if (plan.spec(kind).isSession()) {
                forgetSealed(kind, horizon - plan.spec(kind).length());
            }
        }
        for (int i = s.sessions.size() - 1; i >= 0; i--) {
            long id = s.sessions.get(i);
            if (isFinal(id, horizon)) {
                store.removeMarks(id);
                s.sessions.removeAt(i);
            }
        }
    }

    /** Whether it has ended for good; one that ended in a silence may have gone on. */
    private boolean isFinal(long id, long horizon) {
        Marks marks = store.marks(id);
        Statistics sealed = store.sealed(WindowPlan.sealedSessions(WindowPlan.kind(id)));
        for (int i = 0; i < marks.size(); i++) {
            Mark mark = marks.get(i);
            Accumulator last = sealed == null ? null : sealed.find(mark.metric, i);
            boolean goesOn = last != null && last.from == WindowPlan.start(id);
            if (mark.end > horizon || goesOn) {
                return false;
            }
        }
        return true;
    }

    private void forgetSealed(int kind, long last) {
        long id = WindowPlan.sealedSessions(kind);
        Statistics sealed = store.sealed(id);
        if (sealed == null) {
            return;
        }
        for (int i = sealed.size() - 1; i >= 0; i--) {
            if (sealed.accumulator(i).to <= last) {
                sealed.removeAt(i);
            }
        }
        if (sealed.size() == 0) {
            store.removeSealed(id);
        } else {
            store.putSealed(id, sealed);
        }
    }

    /** One walk through all that is known of one kind of session. */
    private final class Run {
        private final DeviceState s;
        private final int kind;
        private final long clock;
        private final long gap;
        private final Set<String> met = new HashSet<>();
        private final Statistics current = new Statistics();
        private long next = DeviceState.NEVER;

        Run(DeviceState s, int kind, long clock) {
            this.s = s;
            this.kind = kind;
            this.clock = clock;
            this.gap = plan.spec(kind).length();
        }

        long go() {
            Statistics sealed = store.sealed(WindowPlan.sealedSessions(kind));
            if (sealed != null) {
                for (int i = 0; i < sealed.size(); i++) {
                    current.put(sealed.name(i), sealed.accumulator(i));
                }
                current.at(sealed.place(), Long.MIN_VALUE);
            }
            for (int p = 0; p < s.panes.size(); p++) {
                Pane pane = pane(s.panes.get(p));
                for (int i = 0; i < pane.size(); i++) {
                    add(pane.series(i), i);
                }
                current.at(pane.place(), pane.placeTime());
            }
            for (int i = 0; i < current.size(); i++) {
                end(current.name(i), current.accumulator(i));
            }
            return next;
        }

        private void add(Series series, int hint) {
            Accumulator part = series.folded();
            Accumulator last = current.find(series.name, hint);
            if (last != null && part.from - last.to >= gap) {
                end(series.name, last);
            }
            current.put(series.name, joined(last, part, gap));
        }

        private void end(String metric, Accumulator session) {
            long id = WindowPlan.id(session.from, kind);
            met.add(id + metric);
            long end = session.to + gap;
            if (end > clock) {
                next = Math.min(next, end);
                return;
            }
            Marks marks = store.marks(id);
            if (marks == null) {
                marks = new Marks();
            }
            Mark mark = marks.of(metric, 0);
            if (mark.changes != session.changes()) {
                if (mark.revision == Mark.NEVER) {
                    mark.lateShipped = session.changes();
                }
                mark.late = session.changes() - mark.lateShipped;
                DeviceWindows.closed(s, kind, end);
                send(id, marks, mark, session, end);
            }
        }

        /** A session that is no more is sent without values, unless it is only out of sight. */
        void withdraw(long id) {
            Marks marks = store.marks(id);
            for (int i = 0; i < marks.size(); i++) {
                Mark mark = marks.get(i);
                boolean known = !s.panes.isEmpty() && mark.end > s.panes.get(0);
                if (known && mark.changes != 0 && !met.contains(id + mark.metric)) {
                    Accumulator nothing = new Accumulator();
                    nothing.receivedAt = s.arrival;
                    mark.late = 0;
                    send(id, marks, mark, nothing, WindowPlan.start(id) + gap);
                }
            }
        }

        private void send(long id, Marks marks, Mark mark, Accumulator session, long end) {
            mark.changes = session.changes();
            mark.revision++;
            mark.end = end;
            store.putMarks(id, marks);
            s.sessions.add(id);
            out.row(
                    new WindowRow(
                            plan.spec(kind),
                            WindowPlan.start(id),
                            end,
                            current.place(),
                            mark.metric,
                            session,
                            mark.revision,
                            false,
                            mark.late,
                            end));
        }

        private Pane pane(long start) {
            return s.pane(start, store);
        }
    }
}
