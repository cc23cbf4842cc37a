package io.fleetstream.jobs.aggregate.function;

import io.fleetstream.jobs.aggregate.domain.Longs;
import io.fleetstream.jobs.aggregate.domain.RollUpDelta;
import io.fleetstream.jobs.aggregate.domain.RollUpRow;
import io.fleetstream.jobs.aggregate.domain.RollUpRules;
import io.fleetstream.jobs.aggregate.domain.RollUpState;
import io.fleetstream.jobs.aggregate.domain.RollUpStore;
import io.fleetstream.jobs.aggregate.domain.RollUpWindows;
import io.fleetstream.jobs.aggregate.state.AggregateStates;
import io.fleetstream.jobs.common.FleetMetrics;
import io.fleetstream.schemas.WindowAggregate;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * The windows of sites, types, models and organisations; keyed by roll-up, that is by subject and
 * metric. Time is arrival, as the watermark says. What is read and written for a record is what
 * lies in one longest window, however many of them can still be revised.
 */
public final class RollUpFunction
        extends KeyedProcessFunction<String, RollUpDelta, WindowAggregate> {
    private static final long serialVersionUID = 1L;
    private static final int DUE_PARTS = 16;

    private final RollUpRules rules;
    private transient ValueState<RollUpState> undivided;
    private transient MapState<Long, RollUpState> states;
    private transient MapState<Long, Longs> due;
    private transient AggregateMetrics metrics;
    private transient RollUpWindows windows;
    private transient Collector<WindowAggregate> rows;

    /** Windows by those rules. */
    public RollUpFunction(RollUpRules rules) {
        this.rules = rules;
    }

    @Override
    public void open(OpenContext context) {
        metrics = new AggregateMetrics(FleetMetrics.of(getRuntimeContext()));
        undivided = getRuntimeContext().getState(AggregateStates.ROLL_UP);
        states = getRuntimeContext().getMapState(AggregateStates.ROLL_UP_WINDOWS);
        due = getRuntimeContext().getMapState(AggregateStates.ROLL_UP_DUE);
        windows =
                new RollUpWindows(
                        rules,
                        new Panes(getRuntimeContext().getMapState(AggregateStates.ROLL_UP_PANES)),
                        this::emit);
    }

    @Override
    public void processElement(RollUpDelta delta, Context context, Collector<WindowAggregate> out)
            throws Exception {
        divide(context.timerService());
        long longest = windows.longestAt(delta.pane());
        RollUpState state = states.get(longest);
        if (state == null) {
            state = new RollUpState();
        }
        windows.accept(state, delta, now(context.timerService().currentWatermark()));
        if (!state.isEmpty()) {
            keep(longest, state, context.timerService());
        }
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<WindowAggregate> out)
            throws Exception {
        rows = out;
        divide(context.timerService());
        for (int part = 0; part < DUE_PARTS; part++) {
            long key = timestamp * DUE_PARTS + part;
            Longs longest = due.get(key);
            if (longest != null) {
                due.remove(key);
                for (int i = 0; i < longest.size(); i++) {
                    advance(longest.get(i), timestamp, context.timerService());
                }
            }
        }
    }

    private void advance(long longest, long timestamp, TimerService timers) throws Exception {
        RollUpState state = states.get(longest);
        if (state == null || state.timerAt() != timestamp) {
            return;
        }
        state.timerAt(0);
        windows.advance(state, Micros.ofMillis(timestamp));
        if (state.isEmpty()) {
            states.remove(longest);
        } else {
            keep(longest, state, timers);
        }
    }

    private void keep(long longest, RollUpState state, TimerService timers) throws Exception {
        long next = windows.nextDue(state);
        if (next != Long.MAX_VALUE) {
            long millis = Micros.millisFrom(next);
            if (state.timerAt() == 0 || millis < state.timerAt()) {
                timers.registerEventTimeTimer(millis);
                state.timerAt(millis);
                noteDue(longest, millis);
            }
        }
        states.put(longest, state);
    }

    /** In parts: thousands of windows can be due at once when a year is replayed. */
    private void noteDue(long longest, long millis) throws Exception {
        long key = millis * DUE_PARTS + Math.floorMod(longest / rules.longest(), DUE_PARTS);
        Longs all = due.get(key);
        if (all == null) {
            all = new Longs();
        }
        all.add(longest);
        due.put(key, all);
    }

    private void divide(TimerService timers) throws Exception {
        RollUpState whole = undivided.value();
        if (whole != null) {
            for (Map.Entry<Long, RollUpState> part : whole.byWindow(windows).entrySet()) {
                keep(part.getKey(), part.getValue(), timers);
            }
            undivided.clear();
        }
    }

    private static long now(long watermark) {
        return watermark == Long.MIN_VALUE ? Long.MIN_VALUE / 2 : Micros.ofMillis(watermark);
    }

    private void emit(RollUpRow row) {
        metrics.row(row.early(), row.revision());
        rows.collect(Rows.of(row));
    }

    private record Panes(MapState<Long, RollUpDelta> map) implements RollUpStore {
        @Override
        public RollUpDelta pane(long start) {
            return DeviceStates.get(map, start);
        }

        @Override
        public void putPane(RollUpDelta pane) {
            DeviceStates.put(map, pane.pane(), pane);
        }

        @Override
        public void removePane(long start) {
            DeviceStates.remove(map, start);
        }
    }
}
