package io.fleetstream.benchmarks.windows;

import com.datadoghq.sketch.ddsketch.DDSketch;
import com.datadoghq.sketch.ddsketch.DDSketches;
import io.fleetstream.schemas.Metric;
import io.fleetstream.schemas.Quality;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/** The statistics of one metric as a textbook has them; a POJO of Flink's. */
public final class MetricStatistics {
    private static final double ACCURACY = 0.01;

    public long count;
    public long good;
    public long uncertain;
    public long bad;
    public double sum;
    public double mean;
    public double squares;
    public double min = Double.POSITIVE_INFINITY;
    public double max = Double.NEGATIVE_INFINITY;
    public double first;
    public long firstMicros = Long.MAX_VALUE;
    public double last;
    public long lastMicros = Long.MIN_VALUE;
    public String unit;
    public long unitMicros = Long.MIN_VALUE;
    public long receivedMicros = Long.MIN_VALUE;

    @TypeInfo(SketchTypeInfo.Factory.class)
    public DDSketch sketch =
            DDSketches.logarithmicCollapsingLowestDense(ACCURACY, SketchSerializer.MOST_BINS);

    void add(Metric metric, long micros, long received) {
        receivedMicros = Math.max(receivedMicros, received);
        if (micros >= unitMicros) {
            unitMicros = micros;
            unit = metric.getUnit();
        }
        if (metric.getQuality() == Quality.BAD) {
            bad++;
            return;
        }
        if (metric.getQuality() == Quality.GOOD) {
            good++;
        } else {
            uncertain++;
        }
        value(metric.getValue(), micros);
    }

    private void value(double value, long micros) {
        count++;
        sum += value;
        double delta = value - mean;
        mean += delta / count;
        squares += delta * (value - mean);
        min = Math.min(min, value);
        max = Math.max(max, value);
        if (micros < firstMicros) {
            firstMicros = micros;
            first = value;
        }
        if (micros > lastMicros) {
            lastMicros = micros;
            last = value;
        }
        sketch.accept(value);
    }
}
