package io.fleetstream.jobs.aggregate.function;

import io.fleetstream.jobs.aggregate.domain.DeviceSamples;
import io.fleetstream.jobs.aggregate.domain.Place;
import io.fleetstream.jobs.aggregate.domain.Summary;
import io.fleetstream.jobs.aggregate.state.FormatTypeInfo;
import io.fleetstream.jobs.aggregate.state.Formats;
import io.fleetstream.schemas.Metric;
import io.fleetstream.schemas.Quality;
import io.fleetstream.schemas.Reading;
import io.fleetstream.schemas.SampleSummary;
import java.util.List;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.java.typeutils.ResultTypeQueryable;

/**
 * Takes from a reading what the windows need of it, for jobs that have it decoded already. No
 * state.
 */
public final class ToSamplesFunction
        implements MapFunction<Reading, DeviceSamples>, ResultTypeQueryable<DeviceSamples> {
    private static final long serialVersionUID = 1L;

    /** As the roll-ups of the database have it. */
    private static final double LARGEST = 1e140;

    /** Nobody has more in one value, and sums of them must stay a long. */
    private static final long MOST_SAMPLES = 1_000_000_000L;

    @Override
    public DeviceSamples map(Reading reading) {
        return samples(reading);
    }

    @Override
    public TypeInformation<DeviceSamples> getProducedType() {
        return new FormatTypeInfo<>(Formats.SAMPLES);
    }

    /** What the windows need of it. */
    public static DeviceSamples samples(Reading reading) {
        List<Metric> metrics = reading.getMetrics();
        int size = metrics.size();
        String[] names = new String[size];
        double[] values = new double[size];
        String[] units = new String[size];
        byte[] qualities = new byte[size];
        Summary[] summaries = null;
        for (int i = 0; i < size; i++) {
            Metric metric = metrics.get(i);
            names[i] = metric.getName();
            values[i] = metric.getValue();
            units[i] = metric.getUnit();
            qualities[i] = quality(metric.getQuality(), values[i]);
            if (metric.getSummary() != null) {
                summaries = summaries == null ? new Summary[size] : summaries;
                summaries[i] = summary(metric.getSummary(), metric.getValue());
            }
        }
        return new DeviceSamples(
                reading.getDeviceId(),
                new Place(
                        reading.getOrg(),
                        reading.getSite(),
                        reading.getDeviceType(),
                        reading.getModel()),
                Micros.of(reading.getEventTime()),
                Micros.of(reading.getReceivedAt()),
                names,
                values,
                units,
                qualities,
                summaries,
                reading.getSourcePartition(),
                reading.getSourceOffset(),
                reading.getSourceIndex());
    }

    /**
     * A value too large to be squared cannot be summarised: it does not count, as in the tables.
     */
    static byte quality(Quality quality, double value) {
        if (Math.abs(value) > LARGEST) {
            return DeviceSamples.BAD;
        }
        return switch (quality) {
            case GOOD -> DeviceSamples.GOOD;
            case UNCERTAIN -> DeviceSamples.UNCERTAIN;
            case BAD -> DeviceSamples.BAD;
        };
    }

    static Summary summary(SampleSummary summary, double mean) {
        return new Summary(
                Math.min(summary.getCount(), MOST_SAMPLES),
                summary.getMin() == null ? mean : summary.getMin(),
                summary.getMax() == null ? mean : summary.getMax(),
                summary.getStd() == null ? 0 : summary.getStd());
    }
}
