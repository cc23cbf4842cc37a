package io.fleetstream.jobs.aggregate.domain;

/**
 * Turns panes that no value can change any more into coarser ones, and drops those nobody needs.
 */
final class PaneSealing {
    private final WindowPlan plan;
    private final DeviceStore store;
    private final SessionWindows sessions;

    PaneSealing(WindowPlan plan, DeviceStore store, SessionWindows sessions) {
        this.plan = plan;
        this.store = store;
        this.sessions = sessions;
    }

    /** Seals everything that ends at or before the horizon; all of it has been sent. */
    void seal(DeviceState s, long horizon) {
        while (!s.panes.isEmpty() && s.panes.get(0) + plan.width() <= horizon) {
            long start = s.panes.get(0);
            boolean isHot = s.hot != null && s.hot.start() == start;
            seal(s, s.pane(start, store));
            if (isHot) {
                s.hot = null;
            }
            store.removePane(start);
            s.panes.removeAt(0);
        }
        // what goes on in a pane that is not sealed may have begun in one that is
        sessions.forget(s, s.panes.isEmpty() ? horizon : Math.min(horizon, s.panes.get(0)));
        for (int i = s.sealed.size() - 1; i >= 0; i--) {
            long id = s.sealed.get(i);
            if (isFinal(id, horizon)) {
                store.removeSealed(id);
                s.sealed.removeAt(i);
            }
        }
    }

    private void seal(DeviceState s, Pane pane) {
        for (int level = 0; level < plan.levels(); level++) {
            long width = plan.sealedWidth(level);
            long id = WindowPlan.id(Math.floorDiv(pane.start(), width) * width, level);
            Statistics sealed = store.sealed(id);
            if (sealed == null) {
                sealed = new Statistics();
                s.sealed.add(id);
            }
            sealed.merge(pane);
            store.putSealed(id, sealed);
        }
        for (int kind = 0; kind < plan.windows(); kind++) {
            if (plan.spec(kind).isSession()) {
                sessions.seal(kind, pane);
            } else if (plan.level(kind) < 0) {
                store.removeMarks(WindowPlan.id(pane.start(), kind));
            }
        }
    }

    /** Whether every window it is part of is; their marks go with it. */
    private boolean isFinal(long id, long horizon) {
        int level = WindowPlan.kind(id);
        long from = WindowPlan.start(id);
        for (int kind = 0; kind < plan.windows(); kind++) {
            WindowSpec spec = plan.spec(kind);
            if (plan.level(kind) == level && spec.startAt(from) + spec.length() > horizon) {
                return false;
            }
        }
        for (int kind = 0; kind < plan.windows(); kind++) {
            if (plan.level(kind) == level) {
                removeMarks(kind, from, from + plan.sealedWidth(level));
            }
        }
        return true;
    }

    private void removeMarks(int kind, long from, long to) {
        WindowSpec spec = plan.spec(kind);
        long end = spec.nextEnd(from, to, Long.MIN_VALUE);
        for (; end != DeviceState.NEVER; end = spec.nextEnd(from, to, end)) {
            store.removeMarks(WindowPlan.id(end - spec.length(), kind));
        }
    }
}
