package io.fleetstream.jobs.aggregate.state;

import io.fleetstream.jobs.aggregate.domain.DeviceState;
import io.fleetstream.jobs.aggregate.domain.Longs;
import io.fleetstream.jobs.aggregate.domain.Marks;
import io.fleetstream.jobs.aggregate.domain.Pane;
import io.fleetstream.jobs.aggregate.domain.RollUpDelta;
import io.fleetstream.jobs.aggregate.domain.RollUpState;
import io.fleetstream.jobs.aggregate.domain.Statistics;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.common.typeutils.base.LongSerializer;

/**
 * Every state of the job. None has a time to live by the clock of the machine: event time and
 * arrival time decide when something is dropped, so that a replay drops the same.
 */
public final class AggregateStates {
    /** By device: clocks, what is due, the pane written into. */
    public static final ValueStateDescriptor<DeviceState> DEVICE =
            new ValueStateDescriptor<>("device", new FormatSerializer<>(Formats.DEVICE));

    /** By device: the other panes that are kept value by value, by their beginning. */
    public static final MapStateDescriptor<Long, Pane> PANES =
            new MapStateDescriptor<>(
                    "panes", LongSerializer.INSTANCE, new FormatSerializer<>(Formats.PANE));

    /** By device: sealed panes, by their id. */
    public static final MapStateDescriptor<Long, Statistics> SEALED =
            new MapStateDescriptor<>(
                    "sealed", LongSerializer.INSTANCE, new FormatSerializer<>(Formats.SEALED));

    /** By device: what has become of windows, by their id. */
    public static final MapStateDescriptor<Long, Marks> MARKS =
            new MapStateDescriptor<>(
                    "marks", LongSerializer.INSTANCE, new FormatSerializer<>(Formats.MARKS));

    /** By roll-up: all of its windows at once, as earlier builds wrote them; only read. */
    public static final ValueStateDescriptor<RollUpState> ROLL_UP =
            new ValueStateDescriptor<>("roll-up", new FormatSerializer<>(Formats.ROLL_UP));

    /** By roll-up: its windows, by the beginning of the longest one they lie in. */
    public static final MapStateDescriptor<Long, RollUpState> ROLL_UP_WINDOWS =
            new MapStateDescriptor<>(
                    "roll-up-windows",
                    LongSerializer.INSTANCE,
                    new FormatSerializer<>(Formats.ROLL_UP));

    /** By roll-up: which longest windows are due, by time and a part of them. */
    public static final MapStateDescriptor<Long, Longs> ROLL_UP_DUE =
            new MapStateDescriptor<>(
                    "roll-up-due", LongSerializer.INSTANCE, new FormatSerializer<>(Formats.TIMES));

    /** By roll-up: its panes, by their beginning. */
    public static final MapStateDescriptor<Long, RollUpDelta> ROLL_UP_PANES =
            new MapStateDescriptor<>(
                    "roll-up-panes",
                    LongSerializer.INSTANCE,
                    new FormatSerializer<>(Formats.ROLL_UP_PANE));

    /** By subtask: how many panes are kept value by value, for a gauge. */
    public static final ListStateDescriptor<Long> OPEN_PANES =
            new ListStateDescriptor<>("open-panes", Types.LONG);

    /** The same on all subtasks: the windows that ids in state speak of. */
    public static final ListStateDescriptor<String> WINDOWS =
            new ListStateDescriptor<>("windows", Types.STRING);

    private AggregateStates() {}
}
