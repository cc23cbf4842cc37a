package io.fleetstream.jobs.anomaly.domain.watch;

import io.fleetstream.jobs.anomaly.domain.bytes.ByteReader;
import io.fleetstream.jobs.anomaly.domain.bytes.ByteWriter;
import java.util.List;

/**
 * A reading as rules see it.
 *
 * @param time event time
 * @param arrival when it arrived
 * @param partition of the message it came from
 * @param offset of that message
 * @param index of the reading within it
 * @param values those of its metrics that are to be believed
 */
public record Sample(
        long time, long arrival, int partition, long offset, int index, List<MetricValue> values)
        implements Comparable<Sample> {
    public Sample {
        values = List.copyOf(values);
    }

    /**
     * A value.
     *
     * @param metric name
     * @param value finite
     */
    public record MetricValue(String metric, double value) {}

    /** By event time; of one time, as the device sent them. The same only as itself. */
    @Override
    public int compareTo(Sample other) {
        int order = Long.compare(time, other.time);
        order = order == 0 ? Integer.compare(partition, other.partition) : order;
        order = order == 0 ? Long.compare(offset, other.offset) : order;
        return order == 0 ? Integer.compare(index, other.index) : order;
    }

    /** Its place in the order, without its values. */
    Sample place() {
        return new Sample(time, arrival, partition, offset, index, List.of());
    }

    /** Appends it. */
    public void write(ByteWriter out) {
        out.putSigned(time).putSigned(arrival - time).putUnsigned(partition).putUnsigned(offset);
        out.putUnsigned(index).putUnsigned(values.size());
        for (MetricValue value : values) {
            out.putText(value.metric()).putDouble(value.value());
        }
    }

    /** Reads what was written. */
    public static Sample read(ByteReader in) {
        long time = in.getSigned();
        long arrival = time + in.getSigned();
        int partition = (int) in.getUnsigned();
        long offset = in.getUnsigned();
        int index = (int) in.getUnsigned();
        int size = in.getCount();
        MetricValue[] values = new MetricValue[size];
        for (int read = 0; read < size; read++) {
            values[read] = new MetricValue(in.getText(), in.getDouble());
        }
        return new Sample(time, arrival, partition, offset, index, List.of(values));
    }
}
