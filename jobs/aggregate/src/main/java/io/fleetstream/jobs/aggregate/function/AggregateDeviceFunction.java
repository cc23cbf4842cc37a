package io.fleetstream.jobs.aggregate.function;

import io.fleetstream.jobs.aggregate.domain.DeviceSamples;
import io.fleetstream.jobs.aggregate.domain.DeviceState;
import io.fleetstream.jobs.aggregate.domain.DeviceWindows;
import io.fleetstream.jobs.aggregate.domain.WindowRules;
import io.fleetstream.jobs.aggregate.domain.WindowSpec;
import io.fleetstream.jobs.aggregate.state.AggregateStates;
import io.fleetstream.jobs.common.FleetMetrics;
import io.fleetstream.schemas.WindowAggregate;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * The windows of devices, each from its own readings; keyed by device.
 *
 * <p>Rows are the main output; {@link AggregateOutputs} has the others. Timers run in arrival time,
 * which is what watermarks stand for here. State: the descriptors of {@link AggregateStates}; a
 * value in order costs one read and one write.
 */
public final class AggregateDeviceFunction
        extends KeyedProcessFunction<String, DeviceSamples, WindowAggregate>
        implements CheckpointedFunction {
    private static final long serialVersionUID = 1L;

    /** What bridges and partitions may lie behind one another. */
    private static final long IN_TIME_MICROS = TimeUnit.MINUTES.toMicros(1);

    private final WindowRules rules;
    private transient ListState<Long> openPanesState;
    private transient ListState<String> windowsState;
    private transient long openPanes;
    private transient AggregateMetrics metrics;
    private transient DeviceEmitter emitter;
    private transient DeviceStates states;
    private transient DeviceWindows windows;

    /** Windows by those rules. */
    public AggregateDeviceFunction(WindowRules rules) {
        this.rules = rules;
    }

    @Override
    public void initializeState(FunctionInitializationContext context) throws Exception {
        openPanesState = context.getOperatorStateStore().getListState(AggregateStates.OPEN_PANES);
        windowsState = context.getOperatorStateStore().getUnionListState(AggregateStates.WINDOWS);
        openPanes = 0;
        for (Long part : openPanesState.get()) {
            openPanes += part;
        }
        for (String before : windowsState.get()) {
            if (!before.equals(windowNames())) {
                throw otherWindows(before);
            }
        }
    }

    /** No restart helps, so there is to be none. */
    private SuppressRestartsException otherWindows(String before) {
        return new SuppressRestartsException(
                new IllegalStateException(
                        "--aggregate.windows and --aggregate.roll-ups make '"
                                + windowNames()
                                + "', expected '"
                                + before
                                + "' as in the savepoint: its state is of those windows. Start"
                                + " without it to change them."));
    }

    @Override
    public void open(OpenContext context) {
        metrics = new AggregateMetrics(FleetMetrics.of(getRuntimeContext()));
        getRuntimeContext().getMetricGroup().addGroup("fleet").gauge("openPanes", () -> openPanes);
        emitter = new DeviceEmitter(metrics);
        states = new DeviceStates(getRuntimeContext());
        windows = new DeviceWindows(rules, states, emitter);
    }

    @Override
    public void processElement(
            DeviceSamples samples, Context context, Collector<WindowAggregate> out)
            throws Exception {
        emitter.to(context, out);
        DeviceState state = states.device();
        if (state == null) {
            state = windows.unknown();
        }
        int before = state.openPanes();
        if (samples.receivedAt() >= state.nextDue()
                && windows.advance(state, samples.receivedAt())) {
            forget(state);
            before = 0;
            state = windows.unknown();
        }
        windows.accept(state, samples);
        openPanes += state.openPanes() - before;
        if (state.timerAt() == 0
                || state.behind() != 0
                || Micros.millisFrom(state.nextDue()) < state.timerAt()) {
            state.behind(behind(samples.receivedAt(), context.timerService().currentWatermark()));
            arm(state, context);
        }
        states.update(state);
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<WindowAggregate> out)
            throws Exception {
        DeviceState state = states.device();
        if (state == null || state.timerAt() != timestamp) {
            return;
        }
        emitter.to(context, out);
        state.timerAt(0);
        int before = state.openPanes();
        if (windows.advance(state, Micros.ofMillis(timestamp) - state.behind())) {
            forget(state);
            return;
        }
        openPanes += state.openPanes() - before;
        arm(state, context);
        states.update(state);
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) throws Exception {
        openPanesState.clear();
        openPanesState.add(openPanes);
        windowsState.clear();
        windowsState.add(windowNames());
    }

    private void forget(DeviceState state) {
        openPanes -= state.openPanes();
        states.clear();
        metrics.forgotten();
    }

    /** What numbers in state speak of: kinds of windows, of which the pane of roll-ups is one. */
    private String windowNames() {
        String names =
                rules.windows().stream().map(WindowSpec::name).collect(Collectors.joining(","));
        return rules.rollUps() ? names + " with roll-ups" : names + " without roll-ups";
    }

    /**
     * A recording is replayed with its recorded arrivals, years behind the watermark perhaps. What
     * is due of it is as far away as it was then, or every reading would be the last for its timer.
     */
    private static long behind(long arrival, long watermark) {
        if (watermark == Long.MIN_VALUE || watermark == Long.MAX_VALUE) {
            return 0;
        }
        long behind = Micros.ofMillis(watermark) - arrival;
        return behind > IN_TIME_MICROS ? behind : 0;
    }

    /** One timer for whatever is due next; one that was set before and is later does nothing. */
    private static void arm(DeviceState state, Context context) {
        if (state.nextDue() == Long.MAX_VALUE) {
            return;
        }
        long millis = Micros.millisFrom(state.nextDue() + state.behind());
        if (state.timerAt() == 0 || millis < state.timerAt()) {
            context.timerService().registerEventTimeTimer(millis);
            state.timerAt(millis);
        }
    }
}
