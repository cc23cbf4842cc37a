package io.fleetstream.benchmarks.windows;

import io.fleetstream.schemas.AggregateScope;
import io.fleetstream.schemas.WindowAggregate;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.apache.flink.streaming.api.functions.windowing.ProcessWindowFunction;
import org.apache.flink.streaming.api.windowing.windows.TimeWindow;
import org.apache.flink.util.Collector;

/** Makes the rows of a window that has closed. */
final class RowsFunction
        extends ProcessWindowFunction<DeviceStatistics, WindowAggregate, String, TimeWindow> {
    private static final long serialVersionUID = 1L;

    private final String windowName;

    RowsFunction(String windowName) {
        this.windowName = windowName;
    }

    @Override
    public void process(
            String device,
            Context context,
            Iterable<DeviceStatistics> statistics,
            Collector<WindowAggregate> out) {
        DeviceStatistics all = statistics.iterator().next();
        all.metrics.forEach(
                (metric, each) -> out.collect(row(device, metric, all, each, context.window())));
    }

    private WindowAggregate row(
            String device,
            String metric,
            DeviceStatistics all,
            MetricStatistics of,
            TimeWindow window) {
        WindowAggregate row = new WindowAggregate();
        row.setScope(AggregateScope.DEVICE);
        row.setSubject(device);
        row.setDeviceId(device);
        row.setOrg(all.org);
        row.setSite(all.site);
        row.setDeviceType(all.deviceType);
        row.setModel(all.model);
        row.setMetric(metric);
        row.setUnit(of.unit);
        row.setWindowName(windowName);
        row.setWindowStart(Instant.ofEpochMilli(window.getStart()));
        row.setWindowEnd(Instant.ofEpochMilli(window.getEnd()));
        row.setCount(of.count);
        row.setSamples(of.count);
        row.setGood(of.good);
        row.setUncertain(of.uncertain);
        row.setBad(of.bad);
        row.setDevices(1);
        row.setReceivedAt(instant(of.receivedMicros));
        if (of.count > 0) {
            statistics(row, of);
        }
        return row;
    }

    private static void statistics(WindowAggregate row, MetricStatistics of) {
        row.setSum(of.sum);
        row.setMean(of.mean);
        row.setMin(of.min);
        row.setMax(of.max);
        row.setSd(of.count < 2 ? null : (Double) Math.sqrt(of.squares / (of.count - 1)));
        row.setFirst(of.first);
        row.setFirstTime(instant(of.firstMicros));
        row.setLast(of.last);
        row.setLastTime(instant(of.lastMicros));
        row.setP50(of.sketch.getValueAtQuantile(0.5));
        row.setP95(of.sketch.getValueAtQuantile(0.95));
        row.setP99(of.sketch.getValueAtQuantile(0.99));
        row.setSketch(ByteBuffer.wrap(SketchSerializer.bytes(of.sketch)));
    }

    private static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }
}
