package io.fleetstream.jobs.aggregate.function;

import io.fleetstream.jobs.aggregate.domain.Delta;
import io.fleetstream.jobs.aggregate.domain.DeviceSamples;
import io.fleetstream.jobs.aggregate.domain.WindowOutput;
import io.fleetstream.jobs.aggregate.domain.WindowRow;
import io.fleetstream.schemas.WindowAggregate;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/** Emits what the windows of the device say whose turn it is. */
final class DeviceEmitter implements WindowOutput {
    private final AggregateMetrics metrics;
    private KeyedProcessFunction<String, DeviceSamples, WindowAggregate>.Context context;
    private Collector<WindowAggregate> rows;

    DeviceEmitter(AggregateMetrics metrics) {
        this.metrics = metrics;
    }

    void to(
            KeyedProcessFunction<String, DeviceSamples, WindowAggregate>.Context turn,
            Collector<WindowAggregate> out) {
        context = turn;
        rows = out;
    }

    @Override
    public void row(WindowRow row) {
        metrics.row(row.early(), row.revision());
        rows.collect(Rows.of(context.getCurrentKey(), row));
    }

    @Override
    public void late(DeviceSamples samples, long behind) {
        metrics.late(samples.names().length);
        context.output(AggregateOutputs.LATE, Rows.late(samples, behind));
    }

    @Override
    public void delta(Delta delta) {
        context.output(AggregateOutputs.DELTAS, delta);
    }
}
