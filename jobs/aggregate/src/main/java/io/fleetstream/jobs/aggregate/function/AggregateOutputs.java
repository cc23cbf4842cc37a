package io.fleetstream.jobs.aggregate.function;

import io.fleetstream.jobs.aggregate.domain.Delta;
import io.fleetstream.jobs.aggregate.state.FormatTypeInfo;
import io.fleetstream.jobs.aggregate.state.Formats;
import io.fleetstream.schemas.LateReading;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;
import org.apache.flink.util.OutputTag;

/** What the windows of devices put out besides their rows. */
public final class AggregateOutputs {
    /** Readings that came too late for windows that are closed for good. */
    public static final OutputTag<LateReading> LATE =
            new OutputTag<>("late-readings", new AvroTypeInfo<>(LateReading.class));

    /** What is new in panes, for the roll-ups. */
    public static final OutputTag<Delta> DELTAS =
            new OutputTag<>("deltas", new FormatTypeInfo<>(Formats.DELTA));

    private AggregateOutputs() {}
}
