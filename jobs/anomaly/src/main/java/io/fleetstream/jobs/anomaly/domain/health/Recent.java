package io.fleetstream.jobs.anomaly.domain.health;

import io.fleetstream.jobs.anomaly.domain.bytes.ByteReader;
import io.fleetstream.jobs.anomaly.domain.bytes.ByteWriter;
import java.util.Arrays;

/** The last values of a series, in order. */
final class Recent {
    private final double[] values;
    private int size;
    private int next;

    Recent(int capacity) {
        values = new double[capacity];
    }

    void add(double value) {
        values[next] = value;
        next = (next + 1) % values.length;
        size = Math.min(size + 1, values.length);
    }

    void clear() {
        size = 0;
        next = 0;
    }

    int size() {
        return size;
    }

    boolean isFull() {
        return size == values.length;
    }

    /** Of the values kept the {@code index}-th, from the oldest on. */
    double get(int index) {
        return values[Math.floorMod(next - size + index, values.length)];
    }

    double median() {
        return Medians.of(toArray(0, size));
    }

    /** Those from the {@code from}-th oldest to before the {@code to}-th. */
    double[] toArray(int from, int to) {
        double[] copy = new double[to - from];
        for (int index = from; index < to; index++) {
            copy[index - from] = get(index);
        }
        return copy;
    }

    void write(ByteWriter out) {
        out.putUnsigned(size);
        for (int index = 0; index < size; index++) {
            out.putDouble(get(index));
        }
    }

    /** With another capacity than before, the newest values that fit are kept. */
    void read(ByteReader in) {
        Arrays.fill(values, 0);
        clear();
        int count = in.getCount();
        for (int index = 0; index < count; index++) {
            add(in.getDouble());
        }
    }
}
