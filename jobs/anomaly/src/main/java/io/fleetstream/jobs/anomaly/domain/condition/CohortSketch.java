package io.fleetstream.jobs.anomaly.domain.condition;

import io.fleetstream.jobs.anomaly.domain.bytes.ByteReader;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Reads how a cohort does from the quantile sketch of its window, as the job aggregate writes it:
 * counts of values in buckets that grow by a constant factor. Median and deviation are within about
 * one percent of the values.
 */
public final class CohortSketch {
    private static final int VERSION = 1;
    private static final double GAMMA = 1.01 / 0.99;

    private final NavigableMap<Double, Long> counts = new TreeMap<>();
    private long total;

    private CohortSketch() {}

    /**
     * The cohort whose values are in a sketch.
     *
     * @param devices how many devices contributed
     * @throws IllegalStateException if the bytes are no sketch
     */
    public static Cohort cohort(byte[] bytes, long devices) {
        CohortSketch sketch = new CohortSketch();
        ByteReader in = new ByteReader(bytes);
        if (in.get() != VERSION) {
            throw new IllegalStateException("the sketch has an unknown form");
        }
        sketch.add(0, in.getUnsigned());
        sketch.addBuckets(in, 1);
        sketch.addBuckets(in, -1);
        if (sketch.total == 0) {
            return new Cohort(Double.NaN, Double.NaN, 0);
        }
        double median = median(sketch.counts, sketch.total);
        NavigableMap<Double, Long> distances = new TreeMap<>();
        sketch.counts.forEach(
                (value, count) -> distances.merge(Math.abs(value - median), count, Long::sum));
        return new Cohort(median, Cohort.NORMAL * median(distances, sketch.total), devices);
    }

    private void addBuckets(ByteReader in, int sign) {
        long index = 0;
        for (long left = in.getUnsigned(); left > 0; left--) {
            index += in.getSigned();
            add(sign * 2 * Math.pow(GAMMA, (double) index) / (GAMMA + 1), in.getUnsigned());
        }
    }

    private void add(double value, long count) {
        if (count > 0) {
            counts.merge(value, count, Long::sum);
            total += count;
        }
    }

    private static double median(NavigableMap<Double, Long> counts, long total) {
        long rank = (total - 1) / 2;
        long seen = 0;
        for (Map.Entry<Double, Long> one : counts.entrySet()) {
            seen += one.getValue();
            if (seen > rank) {
                return one.getKey();
            }
        }
        throw new IllegalStateException("fewer values than counted");
    }
}
