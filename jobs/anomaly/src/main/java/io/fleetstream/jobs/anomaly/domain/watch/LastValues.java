package io.fleetstream.jobs.anomaly.domain.watch;

import io.fleetstream.jobs.anomaly.domain.bytes.ByteReader;
import io.fleetstream.jobs.anomaly.domain.bytes.ByteWriter;
import java.util.Arrays;

/**
 * Last values of a few metrics, in order of their names: what is the same has the same bytes. Read
 * and written with every reading, so without an object for each of them.
 */
final class LastValues {
    private static final String[] NO_NAMES = {};
    private static final double[] NO_VALUES = {};

    private String[] names = NO_NAMES;
    private double[] values = NO_VALUES;
    private int size;

    boolean isEmpty() {
        return size == 0;
    }

    /** The value of a metric; not a number if there is none. */
    double get(String metric) {
        int place = Arrays.binarySearch(names, 0, size, metric);
        return place < 0 ? Double.NaN : values[place];
    }

    /** Instead of the value before, if there was one. */
    void put(String metric, double value) {
        int place = Arrays.binarySearch(names, 0, size, metric);
        if (place >= 0) {
            values[place] = value;
        } else {
            insert(-place - 1, metric, value);
        }
    }

    private void insert(int place, String metric, double value) {
        // rarely: once for each metric of a device
        resize(size + 1);
        System.arraycopy(names, place, names, place + 1, size - place);
        System.arraycopy(values, place, values, place + 1, size - place);
        names[place] = metric;
        values[place] = value;
        size++;
    }

    private void resize(int length) {
        names = Arrays.copyOf(names, length);
        values = Arrays.copyOf(values, length);
    }

    void write(ByteWriter out) {
        out.putUnsigned(size);
        for (int place = 0; place < size; place++) {
            out.putText(names[place]).putDouble(values[place]);
        }
    }

    static LastValues read(ByteReader in) {
        LastValues read = new LastValues();
        read.size = in.getCount();
        if (read.size > 0) {
            read.resize(read.size);
        }
        for (int place = 0; place < read.size; place++) {
            read.names[place] = in.getText();
            read.values[place] = in.getDouble();
        }
        return read;
    }
}
