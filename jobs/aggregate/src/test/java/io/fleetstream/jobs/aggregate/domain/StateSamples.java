package io.fleetstream.jobs.aggregate.domain;

import java.util.LinkedHashMap;
import java.util.Map;

/** One value of every format, with something in every field. */
public final class StateSamples {
    private static final Place PLACE = new Place("acme", "berlin", "pump", null);
    private static final Place OTHER = new Place("acme", "bonn", "pump", "m1");
    private static final long START = 1_772_366_520_000_000L;

    private StateSamples() {}

    /** By name of the format. */
    public static Map<String, Object> all() {
        Pane pane = pane();
        Statistics sealed = new Statistics();
        sealed.merge(pane);
        Accumulator one = pane.series(0).folded();
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("samples", samples());
        all.put(
                "delta",
                new Delta(OTHER, "t", START, one, one, new long[] {1, 0}, new int[] {15, 2}));
        all.put("pane", pane);
        all.put("sealed", sealed);
        all.put("marks", marks());
        all.put("device", device(pane));
        RollUpDelta rollUpPane =
                new RollUpDelta(new RollUp(Delta.SITE, "acme", "bonn", "t"), START, 2);
        rollUpPane.merge((Delta) all.get("delta"));
        all.put("roll-up-pane", rollUpPane);
        all.put("roll-up", rollUp());
        all.put("times", times());
        return all;
    }

    private static DeviceSamples samples() {
        return new DeviceSamples(
                "d1",
                OTHER,
                START + 1,
                START + 2,
                new String[] {"t", "h"},
                new double[] {21.5, -0.0},
                new String[] {"Cel", null},
                new byte[] {DeviceSamples.GOOD, DeviceSamples.BAD},
                new Summary[] {null, new Summary(60, -1, 1, 0.5)},
                3,
                1L << 40,
                7);
    }

    private static Pane pane() {
        Pane pane = new Pane(START, null);
        int first = pane.placeMark(PLACE, START + 1);
        Series series = pane.series("t", 0);
        series.add(START + 1, 20, "Cel", first, null, START + 5);
        series.add(START + 2, 21, "Cel", first | DeviceSamples.UNCERTAIN, null, START + 6);
        series.shipped();
        int second = pane.placeMark(OTHER, START + 3) | Series.EXCLUDED;
        series.add(START + 1, 22, "Cel", second, new Summary(9, 1, 40, 2), START + 7);
        pane.series("h", 1).add(START + 3, 7, null, second | DeviceSamples.BAD, null, START + 8);
        return pane;
    }

    private static Marks marks() {
        Marks marks = new Marks();
        Mark mark = marks.of("t", 0);
        mark.revision = 2;
        mark.early = true;
        mark.changes = 300;
        mark.late = 5;
        mark.lateShipped = 4;
        mark.end = START + 9;
        mark.count(PLACE);
        mark.count(OTHER);
        marks.of("h", 1);
        return marks;
    }

    private static DeviceState device(Pane hot) {
        DeviceState device = new DeviceState(3);
        device.greatest = START + 3;
        device.arrival = START + 8;
        device.closedTo[1] = START;
        device.closedMost = START;
        device.nextClose = START + 60_000_000;
        device.nextDue = START + 120_000_000;
        device.reviseDue = START + 30_000_000;
        device.earlyDue = DeviceState.NEVER;
        device.timerAt(START / 1_000);
        device.behind(-1);
        device.panes.add(START - 60_000_000);
        device.panes.add(START);
        device.sealed.add(WindowPlan.id(START - 3_600_000_000L, 1));
        device.sessionClose = START + 5;
        device.sessions.add(WindowPlan.id(START + 1, 2));
        device.dirty.add(WindowPlan.id(START - 60_000_000, 0));
        device.hot = hot;
        return device;
    }

    private static Longs times() {
        Longs times = new Longs();
        times.add(START);
        times.add(START + 1);
        times.add(-7);
        return times;
    }

    private static RollUpState rollUp() {
        RollUpState state = new RollUpState();
        state.panes.add(START);
        state.marks.put(WindowPlan.id(START, 0), new RollUpMark(3, 70, true, START + 1));
        state.marks.put(WindowPlan.id(START, 1), RollUpMark.NONE);
        state.kept.put(START, START + 3);
        state.timerAt(5);
        return state;
    }
}
