package io.fleetstream.jobs.aggregate.state;

import io.fleetstream.jobs.aggregate.domain.Delta;
import io.fleetstream.jobs.aggregate.domain.DeviceSamples;
import io.fleetstream.jobs.aggregate.domain.DeviceState;
import io.fleetstream.jobs.aggregate.domain.Longs;
import io.fleetstream.jobs.aggregate.domain.Marks;
import io.fleetstream.jobs.aggregate.domain.Pane;
import io.fleetstream.jobs.aggregate.domain.RollUpDelta;
import io.fleetstream.jobs.aggregate.domain.RollUpState;
import io.fleetstream.jobs.aggregate.domain.Statistics;
import java.util.List;

/** Every format of the job. */
public final class Formats {
    /** A reading on its way to its device. */
    public static final Format<DeviceSamples> SAMPLES =
            new Format<>(
                    "samples",
                    DeviceSamples.class,
                    true,
                    DeviceSamples::write,
                    DeviceSamples::read);

    /** A part of a pane on its way to the roll-ups. */
    public static final Format<Delta> DELTA =
            new Format<>("delta", Delta.class, true, Delta::write, Delta::read);

    /** Parts of a pane, put together. */
    public static final Format<RollUpDelta> ROLL_UP_PANE =
            new Format<>(
                    "roll-up-pane",
                    RollUpDelta.class,
                    false,
                    RollUpDelta::write,
                    RollUpDelta::read);

    static final Format<DeviceState> DEVICE =
            new Format<>("device", DeviceState.class, false, DeviceState::write, DeviceState::read);

    static final Format<Pane> PANE =
            new Format<>("pane", Pane.class, false, Pane::write, Pane::read);

    static final Format<Statistics> SEALED =
            new Format<>("sealed", Statistics.class, false, Statistics::write, Statistics::read);

    static final Format<Marks> MARKS =
            new Format<>("marks", Marks.class, false, Marks::write, Marks::read);

    static final Format<RollUpState> ROLL_UP =
            new Format<>(
                    "roll-up",
                    RollUpState.class,
                    false,
                    RollUpState::write,
                    (in, texts) -> RollUpState.read(in));

    static final Format<Longs> TIMES =
            new Format<>("times", Longs.class, false, Longs::write, (in, texts) -> Longs.read(in));

    private static final List<Format<?>> ALL =
            List.of(SAMPLES, DELTA, ROLL_UP_PANE, DEVICE, PANE, SEALED, MARKS, ROLL_UP, TIMES);

    private Formats() {}

    static Format<?> named(String name) {
        return ALL.stream()
                .filter(format -> format.name().equals(name))
                .findAny()
                .orElseThrow(() -> new IllegalStateException("no format is called '" + name + "'"));
    }
}
