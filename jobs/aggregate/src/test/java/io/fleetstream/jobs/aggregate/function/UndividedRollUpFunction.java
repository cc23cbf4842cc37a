package io.fleetstream.jobs.aggregate.function;

import io.fleetstream.jobs.aggregate.domain.RollUpDelta;
import io.fleetstream.jobs.aggregate.domain.RollUpRow;
import io.fleetstream.jobs.aggregate.domain.RollUpRules;
import io.fleetstream.jobs.aggregate.domain.RollUpState;
import io.fleetstream.jobs.aggregate.domain.RollUpStore;
import io.fleetstream.jobs.aggregate.domain.RollUpWindows;
import io.fleetstream.jobs.aggregate.state.AggregateStates;
import io.fleetstream.jobs.common.FleetMetrics;
import io.fleetstream.schemas.WindowAggregate;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/** The function as earlier builds had it, with all windows of a roll-up in one value. */
final class UndividedRollUpFunction
        extends KeyedProcessFunction<String, RollUpDelta, WindowAggregate> {
    private static final long serialVersionUID = 1L;

    private final RollUpRules rules;
    private transient ValueState<RollUpState> rollUp;
    private transient AggregateMetrics metrics;
    private transient RollUpWindows windows;
    private transient Collector<WindowAggregate> rows;

    /** Windows by those rules. */
    UndividedRollUpFunction(RollUpRules rules) {
        this.rules = rules;
    }

    @Override
    public void open(OpenContext context) {
        metrics = new AggregateMetrics(FleetMetrics.of(getRuntimeContext()));
        rollUp = getRuntimeContext().getState(AggregateStates.ROLL_UP);
        windows =
                new RollUpWindows(
                        rules,
                        new Panes(getRuntimeContext().getMapState(AggregateStates.ROLL_UP_PANES)),
                        this::emit);
    }

    @Override
    public void processElement(RollUpDelta delta, Context context, Collector<WindowAggregate> out)
            throws Exception {
        RollUpState state = rollUp.value();
        if (state == null) {
            state = new RollUpState();
        }
        windows.accept(state, delta, now(context.timerService().currentWatermark()));
        arm(state, context);
        rollUp.update(state);
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<WindowAggregate> out)
            throws Exception {
        RollUpState state = rollUp.value();
        if (state == null || state.timerAt() != timestamp) {
            return;
        }
        rows = out;
        state.timerAt(0);
        windows.advance(state, Micros.ofMillis(timestamp));
        if (state.isEmpty()) {
            rollUp.clear();
            return;
        }
        arm(state, context);
        rollUp.update(state);
    }

    private static long now(long watermark) {
        return watermark == Long.MIN_VALUE ? Long.MIN_VALUE / 2 : Micros.ofMillis(watermark);
    }

    private void emit(RollUpRow row) {
        metrics.row(row.early(), row.revision());
        rows.collect(Rows.of(row));
    }

    private void arm(RollUpState state, Context context) {
        long due = windows.nextDue(state);
        if (due == Long.MAX_VALUE) {
            return;
        }
        long millis = Micros.millisFrom(due);
        if (state.timerAt() == 0 || millis < state.timerAt()) {
            context.timerService().registerEventTimeTimer(millis);
            state.timerAt(millis);
        }
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
