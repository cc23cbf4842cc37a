package io.fleetstream.jobs.aggregate.domain;

/** Hands the roll-ups what they lack of a pane. */
final class PaneShipping {
    private final WindowPlan plan;
    private final DeviceStore store;
    private final WindowOutput out;

    PaneShipping(WindowPlan plan, DeviceStore store, WindowOutput out) {
        this.plan = plan;
        this.store = store;
        this.out = out;
    }

    void ship(DeviceState s, long start) {
        boolean isHot = s.hot != null && s.hot.start() == start;
        Pane pane = s.pane(start, store);
        Marks[] marks = null;
        for (int i = 0; i < pane.size(); i++) {
            Series series = pane.series(i);
            if (series.hasUnshipped()) {
                if (marks == null) {
                    marks = marks(start);
                }
                ship(pane, series, marks, i);
            }
        }
        if (marks != null) {
            for (int kind = 0; kind < marks.length; kind++) {
                if (marks[kind] != null) {
                    store.putMarks(id(kind, start), marks[kind]);
                }
            }
            if (!isHot) {
                store.putPane(pane);
            }
        }
    }

    private void ship(Pane pane, Series series, Marks[] marks, int hint) {
        Place[] places = pane.places();
        for (int p = 0; p < places.length; p++) {
            Accumulator added = series.unshipped(p);
            Accumulator removed = series.removed(p);
            boolean isNew = added != null && added.changes() > 0;
            if (!isNew && removed == null) {
                continue;
            }
            long[] late = new long[plan.windows()];
            int[] counted = new int[plan.windows()];
            for (int kind = 0; isNew && kind < marks.length; kind++) {
                if (marks[kind] != null) {
                    Mark mark = marks[kind].of(series.name, hint);
                    late[kind] = mark.late - mark.lateShipped;
                    mark.lateShipped = mark.late;
                    counted[kind] = mark.count(places[p]);
                }
            }
            out.delta(
                    new Delta(
                            places[p],
                            series.name,
                            pane.start(),
                            isNew ? added : new Accumulator(),
                            removed,
                            late,
                            counted));
        }
        series.shipped();
    }

    /** Of the windows that have roll-ups: those that tumble. */
    private Marks[] marks(long pane) {
        Marks[] marks = new Marks[plan.windows()];
        for (int kind = 0; kind < marks.length; kind++) {
            if (plan.spec(kind).isTumbling()) {
                marks[kind] = store.marks(id(kind, pane));
                if (marks[kind] == null) {
                    marks[kind] = new Marks();
                }
            }
        }
        return marks;
    }

    private long id(int kind, long pane) {
        return WindowPlan.id(plan.spec(kind).startAt(pane), kind);
    }
}
