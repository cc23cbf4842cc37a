package io.fleetstream.jobs.aggregate.domain;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/** A small set of numbers in ascending order. */
public final class Longs {
    private long[] values = new long[4];
    private int size;

    /** How many there are. */
    public int size() {
        return size;
    }

    boolean isEmpty() {
        return size == 0;
    }

    /** The number at that place. */
    public long get(int index) {
        return values[index];
    }

    boolean contains(long value) {
        return Arrays.binarySearch(values, 0, size, value) >= 0;
    }

    /** Adds a number unless it is in. */
    public void add(long value) {
        int at = size;
        if (size > 0 && value <= values[size - 1]) {
            at = Arrays.binarySearch(values, 0, size, value);
            if (at >= 0) {
                return;
            }
            at = -at - 1;
        }
        if (size == values.length) {
            values = Arrays.copyOf(values, size * 2);
        }
        System.arraycopy(values, at, values, at + 1, size - at);
        values[at] = value;
        size++;
    }

    /** Place of the first number that is not less. */
    int from(long value) {
        int at = Arrays.binarySearch(values, 0, size, value);
        return at >= 0 ? at : -at - 1;
    }

    void removeAt(int index) {
        System.arraycopy(values, index + 1, values, index, size - index - 1);
        size--;
    }

    void clear() {
        size = 0;
    }

    /** Writes them. */
    public void write(DataOutput out) throws IOException {
        Varints.write(size, out);
        long previous = 0;
        for (int i = 0; i < size; i++) {
            Varints.writeSigned(values[i] - previous, out);
            previous = values[i];
        }
    }

    /** Reads what {@link #write} wrote. */
    public static Longs read(DataInput in) throws IOException {
        Longs read = new Longs();
        read.size = (int) Varints.read(in);
        read.values = new long[Math.max(4, read.size)];
        long previous = 0;
        for (int i = 0; i < read.size; i++) {
            previous += Varints.readSigned(in);
            read.values[i] = previous;
        }
        return read;
    }
}
