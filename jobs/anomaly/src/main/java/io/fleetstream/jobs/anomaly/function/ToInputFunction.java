package io.fleetstream.jobs.anomaly.function;

import io.fleetstream.jobs.anomaly.domain.watch.Sample;
import io.fleetstream.schemas.Metric;
import io.fleetstream.schemas.Quality;
import io.fleetstream.schemas.Reading;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.MapFunction;

/**
 * Takes from a reading what rules look at, for jobs that have it decoded already; the same as
 * {@link TakeReadingFunction}. No state.
 */
public final class ToInputFunction implements MapFunction<Reading, DeviceInput> {
    private static final long serialVersionUID = 1L;

    @Override
    public DeviceInput map(Reading reading) {
        List<Metric> metrics = reading.getMetrics();
        List<Sample.MetricValue> values = new ArrayList<>(metrics.size());
        for (Metric metric : metrics) {
            if (metric.getQuality() != Quality.BAD) {
                values.add(new Sample.MetricValue(metric.getName(), metric.getValue()));
            }
        }
        Sample sample =
                new Sample(
                        millis(reading.getEventTime()),
                        millis(reading.getReceivedAt()),
                        reading.getSourcePartition(),
                        reading.getSourceOffset(),
                        reading.getSourceIndex(),
                        values);
        return DeviceInputs.reading(reading.getDeviceId(), place(reading), sample);
    }

    private static DeviceInputs.Place place(Reading reading) {
        return new DeviceInputs.Place(
                known(reading.getOrg()),
                known(reading.getSite()),
                known(reading.getDeviceType()),
                known(reading.getModel()),
                known(reading.getFirmware()));
    }

    private static String known(String text) {
        return text == null ? "" : text;
    }

    private static long millis(Instant time) {
        return time.toEpochMilli();
    }
}
