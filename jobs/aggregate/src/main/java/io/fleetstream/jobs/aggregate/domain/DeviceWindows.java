package io.fleetstream.jobs.aggregate.domain;

/**
 * The windows of devices: takes readings in the order in which they came, and says what follows.
 *
 * <p>Two clocks decide, both the device's own. Its event time is the greatest one it has sent: it
 * closes windows, and what lies further behind it than the allowed lateness is late. Its arrival
 * time is that of its latest reading: once the device has said nothing for some time, its event
 * time is taken to have run on with arrival time, so that the windows it left open close as well.
 * Whatever was due before a reading arrived is done before that reading is looked at. Timers may do
 * it sooner and change nothing; so the rows follow from the readings of the device alone.
 *
 * <p>For one thread. A state that {@link #advance} has forgotten is not to be used again.
 */
public final class DeviceWindows {
    private final WindowPlan plan;
    private final DeviceStore store;
    private final WindowOutput out;
    private final WindowRowSender rows;
    private final PaneShipping shipping;
    private final PaneSealing sealing;
    private final SessionWindows sessions;
    private final long closeAfter;
    private final long lateness;
    private final long silence;
    private final long reviseAfter;
    private final long earlyAfter;
    private final long rollUpLateness;
    private final long forgetAfter;
    private final boolean rollUps;
    private final boolean hasEarly;

    /** Windows by those rules. */
    public DeviceWindows(WindowRules rules, DeviceStore store, WindowOutput out) {
        this.plan = new WindowPlan(rules);
        this.store = store;
        this.out = out;
        this.rows = new WindowRowSender(plan, store, out);
        this.shipping = new PaneShipping(plan, store, out);
        this.sessions = new SessionWindows(plan, store, out);
        this.sealing = new PaneSealing(plan, store, sessions);
        this.closeAfter = WindowRules.micros(rules.closeAfter());
        this.lateness = WindowRules.micros(rules.lateness());
        this.silence = WindowRules.micros(rules.silence());
        this.reviseAfter = WindowRules.micros(rules.reviseAfter());
        this.earlyAfter = WindowRules.micros(rules.earlyAfter());
        this.rollUpLateness = WindowRules.micros(rules.rollUpLateness());
        this.forgetAfter = WindowRules.micros(rules.forgetAfter());
        this.rollUps = rules.rollUps();
        this.hasEarly = plan.hasEarly();
    }

    /** A device that has never been heard of. */
    public DeviceState unknown() {
        return new DeviceState(plan.kinds());
    }

    /**
     * Takes a reading. If {@link #advance} up to its arrival forgets the device, the caller begins
     * with an {@link #unknown} one.
     */
    public void accept(DeviceState s, DeviceSamples samples) {
        long time = samples.eventTime();
        long arrival = samples.receivedAt();
        if (s.greatest != Long.MIN_VALUE && time < s.greatest - lateness) {
            out.late(samples, s.greatest - time);
            s.arrival = Math.max(s.arrival, arrival);
            return;
        }
        boolean tooOld = rollUps && time < arrival - rollUpLateness;
        if (tooOld) {
            out.late(samples, Math.max(0, s.greatest - time));
        }
        add(s, samples, pane(s, time), tooOld);
        if (arrival > s.arrival) {
            s.arrival = arrival;
        }
        if (time > s.greatest) {
            s.greatest = time;
        }
        if (s.greatest >= s.nextClose) {
            closeByOwnTime(s);
        }
        if (s.hot != null) {
            s.setAside(store);
        }
        // whatever else comes, a silence cannot be over sooner
        s.nextDue = Math.min(s.nextDue, s.arrival + Math.min(silence, forgetAfter));
    }

    private void add(DeviceState s, DeviceSamples samples, Pane pane, boolean tooOld) {
        long time = samples.eventTime();
        pane.adding(samples.names().length);
        int marks = pane.placeMark(samples.place(), time) | (tooOld ? Series.EXCLUDED : 0);
        String[] names = samples.names();
        boolean inClosed = time < s.closedMost;
        boolean changed = false;
        for (int i = 0; i < names.length; i++) {
            boolean isNew =
                    pane.series(names[i], i)
                            .add(
                                    time,
                                    samples.values()[i],
                                    samples.units()[i],
                                    marks | samples.qualities()[i],
                                    samples.summary(i),
                                    samples.receivedAt());
            changed |= isNew;
            if (isNew && inClosed) {
                lateFor(s, pane.start(), time, names[i], i, tooOld);
            }
        }
        if (changed) {
            if (inClosed && !s.dirty.isEmpty()) {
                s.reviseDue = due(s, s.reviseDue, samples.receivedAt() + reviseAfter);
            }
            if (hasEarly && s.earlyDue == DeviceState.NEVER) {
                s.earlyDue = due(s, s.earlyDue, samples.receivedAt() + earlyAfter);
            }
        }
    }

    private static long due(DeviceState s, long before, long at) {
        long due = Math.min(before, at);
        s.nextDue = Math.min(s.nextDue, due);
        return due;
    }

    /** A value has come for windows that are closed already. */
    private void lateFor(
            DeviceState s, long pane, long time, String metric, int hint, boolean tooOld) {
        long to = pane + plan.width();
        for (int kind = 0; kind < plan.kinds(); kind++) {
            WindowSpec spec = plan.spec(kind);
            if (spec.isSession()) {
                if (time < s.closedTo[kind]) {
                    s.dirty.add(WindowPlan.sealedSessions(kind));
                }
                continue;
            }
            long end = spec.nextEnd(pane, to, Long.MIN_VALUE);
            for (; end <= s.closedTo[kind]; end = spec.nextEnd(pane, to, end)) {
                long id = WindowPlan.id(end - spec.length(), kind);
                s.dirty.add(id);
                if (!plan.isPane(kind)) {
                    Marks marks = store.marks(id);
                    if (marks == null) {
                        marks = new Marks();
                    }
                    Mark mark = marks.of(metric, hint);
                    mark.late++;
                    if (tooOld) {
                        mark.lateShipped++;
                    }
                    store.putMarks(id, marks);
                }
            }
        }
    }

    /** The pane of that time becomes the one written into. */
    private Pane pane(DeviceState s, long time) {
        Pane hot = s.hot;
        if (hot != null && time >= hot.start() && time - hot.start() < plan.width()) {
            return time > s.asideTo ? hot : s.wholeHot(store);
        }
        long start = plan.paneStart(time);
        if (hot != null) {
            hot = s.wholeHot(store);
            hot.trim();
            store.putPane(hot);
        }
        if (s.panes.contains(start)) {
            s.hot = store.pane(start);
        } else {
            s.hot = new Pane(start, hot);
            s.panes.add(start);
            opened(s, start);
        }
        return s.hot;
    }

    private void opened(DeviceState s, long pane) {
        for (int kind = 0; kind < plan.kinds(); kind++) {
            if (plan.spec(kind).isSession()) {
                s.sessionClose = Math.min(s.sessionClose, pane + plan.spec(kind).length());
                s.nextClose = Math.min(s.nextClose, s.sessionClose + closeAfter);
                continue;
            }
            if (s.greatest != Long.MIN_VALUE) {
                // windows the device has passed without a value are closed as well
                closed(s, kind, s.greatest - closeAfter);
            }
            long end = plan.spec(kind).nextEnd(pane, pane + plan.width(), s.closedTo[kind]);
            if (end != DeviceState.NEVER) {
                s.nextClose = Math.min(s.nextClose, end + closeAfter);
            }
        }
    }

    /**
     * Does what was due up to a time of arrival.
     *
     * @return whether the device is forgotten: everything kept of it is to be dropped
     */
    public boolean advance(DeviceState s, long arrival) {
        while (true) {
            long silent = silentDue(s);
            long due = Math.min(Math.min(silent, forgetDue(s)), Math.min(s.reviseDue, s.earlyDue));
            if (due > arrival) {
                s.nextDue = due;
                return false;
            }
            if (due == s.reviseDue) {
                revise(s);
            } else if (due == s.earlyDue) {
                s.earlyDue = DeviceState.NEVER;
                rows.early(s);
            } else if (due == silent) {
                close(s, s.greatest + (due - s.arrival) - closeAfter);
            } else {
                return true;
            }
        }
    }

    private long silentDue(DeviceState s) {
        return s.nextClose == DeviceState.NEVER
                ? DeviceState.NEVER
                : s.arrival + Math.max(silence, s.nextClose - s.greatest);
    }

    private long forgetDue(DeviceState s) {
        return s.nextClose == DeviceState.NEVER && s.dirty.isEmpty()
                ? s.arrival + forgetAfter
                : DeviceState.NEVER;
    }

    private void closeByOwnTime(DeviceState s) {
        close(s, s.greatest - closeAfter);
        for (int kind = 0; kind < plan.kinds(); kind++) {
            if (!plan.spec(kind).isSession()) {
                closed(s, kind, s.greatest - closeAfter);
            }
        }
        if (!s.dirty.isEmpty()) {
            revise(s);
        }
        sealing.seal(s, s.greatest - lateness);
    }

    private void close(DeviceState s, long clock) {
        long next = DeviceState.NEVER;
        if (s.sessionClose <= clock) {
            s.sessionClose = sessions.close(s, clock);
        }
        if (s.sessionClose != DeviceState.NEVER) {
            next = s.sessionClose + closeAfter;
        }
        for (int kind = 0; kind < plan.kinds(); kind++) {
            if (plan.spec(kind).isSession()) {
                continue;
            }
            long end = nextEnd(s, kind);
            while (end <= clock) {
                if (plan.isPane(kind)) {
                    shipping.ship(s, end - plan.width());
                } else {
                    rows.send(s, kind, end - plan.spec(kind).length());
                }
                closed(s, kind, end);
                end = nextEnd(s, kind);
            }
            if (end != DeviceState.NEVER) {
                next = Math.min(next, end + closeAfter);
            }
        }
        s.nextClose = next;
    }

    static void closed(DeviceState s, int kind, long to) {
        s.closedTo[kind] = Math.max(s.closedTo[kind], to);
        s.closedMost = Math.max(s.closedMost, to);
    }

    /** End of the first window with values that is not closed. */
    private long nextEnd(DeviceState s, int kind) {
        WindowSpec spec = plan.spec(kind);
        long next = DeviceState.NEVER;
        for (int i = s.panes.size() - 1; i >= 0; i--) {
            long pane = s.panes.get(i);
            long end = spec.nextEnd(pane, pane + plan.width(), s.closedTo[kind]);
            if (end == DeviceState.NEVER) {
                return next;
            }
            next = Math.min(next, end);
        }
        int level = plan.level(kind);
        if (level >= 0) {
            for (int i = s.sealed.size() - 1; i >= 0; i--) {
                long id = s.sealed.get(i);
                if (WindowPlan.kind(id) == level) {
                    long from = WindowPlan.start(id);
                    next =
                            Math.min(
                                    next,
                                    spec.nextEnd(
                                            from,
                                            from + plan.sealedWidth(level),
                                            s.closedTo[kind]));
                }
            }
        }
        return next;
    }

    private void revise(DeviceState s) {
        for (int i = 0; i < s.dirty.size(); i++) {
            long id = s.dirty.get(i);
            int kind = WindowPlan.kind(id);
            if (plan.isPane(kind)) {
                shipping.ship(s, WindowPlan.start(id));
            } else if (plan.spec(kind).isSession()) {
                sessions.revise(s, kind);
                if (s.sessionClose != DeviceState.NEVER) {
                    s.nextClose = Math.min(s.nextClose, s.sessionClose + closeAfter);
                }
            } else {
                rows.send(s, kind, WindowPlan.start(id));
            }
        }
        s.dirty.clear();
        s.reviseDue = DeviceState.NEVER;
    }
}
