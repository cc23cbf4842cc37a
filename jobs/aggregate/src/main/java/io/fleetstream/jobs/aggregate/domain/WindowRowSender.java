package io.fleetstream.jobs.aggregate.domain;

/** Puts windows together from their panes and sends those rows that have something new. */
final class WindowRowSender {
    private final WindowPlan plan;
    private final DeviceStore store;
    private final WindowOutput out;

    WindowRowSender(WindowPlan plan, DeviceStore store, WindowOutput out) {
        this.plan = plan;
        this.store = store;
        this.out = out;
    }

    /** The rows of a window that is closed. */
    void send(DeviceState s, int kind, long start) {
        send(s, kind, start, false);
    }

    /** Rows of all long windows that are open and have values. */
    void early(DeviceState s) {
        for (int kind = 0; kind < plan.windows(); kind++) {
            if (plan.isEarly(kind)) {
                early(s, kind);
            }
        }
    }

    private void early(DeviceState s, int kind) {
        WindowSpec spec = plan.spec(kind);
        long before = Long.MIN_VALUE;
        for (int i = 0; i < s.panes.size(); i++) {
            long start = spec.startAt(s.panes.get(i));
            if (start != before && start + spec.length() > s.closedTo[kind]) {
                send(s, kind, start, true);
                before = start;
            }
        }
    }

    private void send(DeviceState s, int kind, long start, boolean early) {
        WindowSpec spec = plan.spec(kind);
        long end = start + spec.length();
        Statistics window = new Statistics();
        addSealed(s, kind, start, end, window);
        for (int i = s.panes.from(start); i < s.panes.size() && s.panes.get(i) < end; i++) {
            window.merge(pane(s, s.panes.get(i)));
        }
        long id = WindowPlan.id(start, kind);
        Marks marks = store.marks(id);
        if (marks == null) {
            marks = new Marks();
        }
        boolean sent = false;
        for (int i = 0; i < window.size(); i++) {
            Accumulator statistics = window.accumulator(i);
            Mark mark = marks.of(window.name(i), i);
            if (statistics.changes() != mark.changes || (mark.early && !early)) {
                mark.changes = statistics.changes();
                mark.early = early;
                mark.revision++;
                sent = true;
                long until =
                        early ? Math.max(Math.min(end, s.greatest), statistics.lastTime()) : end;
                out.row(
                        new WindowRow(
                                spec,
                                start,
                                end,
                                window.place(),
                                mark.metric,
                                statistics,
                                mark.revision,
                                early,
                                mark.late,
                                until));
            }
        }
        if (sent) {
            store.putMarks(id, marks);
        }
    }

    private void addSealed(DeviceState s, int kind, long start, long end, Statistics window) {
        int level = plan.level(kind);
        if (level < 0 || s.sealed.isEmpty()) {
            return;
        }
        for (int i = s.sealed.from(WindowPlan.id(start, 0)); i < s.sealed.size(); i++) {
            long id = s.sealed.get(i);
            if (WindowPlan.start(id) >= end) {
                return;
            }
            if (WindowPlan.kind(id) == level) {
                window.merge(store.sealed(id));
            }
        }
    }

    private Pane pane(DeviceState s, long start) {
        return s.pane(start, store);
    }
}
