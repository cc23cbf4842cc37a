package io.fleetstream.jobs.aggregate.domain;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * Accumulators by metric, and where the device was: a sealed pane, or a window being put together.
 */
public final class Statistics {
    private static final int VERSION = 1;

    private final NameIndex index = new NameIndex();
    private String[] names = new String[2];
    private Accumulator[] accumulators = new Accumulator[2];
    private boolean[] shared = new boolean[2];
    private int size;
    private Place place;
    private long placeTime = Long.MIN_VALUE;

    int size() {
        return size;
    }

    String name(int index) {
        return names[index];
    }

    Accumulator accumulator(int index) {
        return accumulators[index];
    }

    Place place() {
        return place;
    }

    /** Adds or replaces what is known of a metric; nobody changes it. */
    void put(String name, Accumulator whole) {
        int at = index(name, 0);
        if (at == size) {
            merge(name, whole, size);
        }
        accumulators[at] = whole;
        shared[at] = true;
    }

    /** What is known of a metric; null for nothing. */
    Accumulator find(String name, int hint) {
        int at = index(name, hint);
        return at == size ? null : accumulators[at];
    }

    void removeAt(int at) {
        index.forget();
        size--;
        names[at] = names[size];
        accumulators[at] = accumulators[size];
        shared[at] = shared[size];
        names[size] = null;
        accumulators[size] = null;
    }

    /** Adds a pane that lies after everything in here. */
    void merge(Pane pane) {
        for (int i = 0; i < pane.size(); i++) {
            Series series = pane.series(i);
            merge(series.name, series.folded(), i);
        }
        at(pane.place(), pane.placeTime());
    }

    /** Adds a sealed pane that lies after everything in here. */
    void merge(Statistics other) {
        for (int i = 0; i < other.size; i++) {
            merge(other.names[i], other.accumulators[i], i);
        }
        at(other.place, other.placeTime);
    }

    void at(Place newPlace, long time) {
        if (time >= placeTime) {
            placeTime = time;
            place = newPlace;
        }
    }

    private void merge(String name, Accumulator part, int hint) {
        int at = index(name, hint);
        if (at == size) {
            if (size == names.length) {
                names = Arrays.copyOf(names, size * 2);
                accumulators = Arrays.copyOf(accumulators, size * 2);
                shared = Arrays.copyOf(shared, size * 2);
            }
            names[size] = name;
            // the only part of many a window: nothing to be merged
            accumulators[size] = part;
            shared[size++] = true;
            return;
        }
        if (shared[at]) {
            Accumulator own = new Accumulator();
            own.merge(accumulators[at]);
            accumulators[at] = own;
            shared[at] = false;
        }
        accumulators[at].merge(part);
    }

    private int index(String name, int hint) {
        return index.find(name, hint, size, i -> names[i]);
    }

    /** Writes it. */
    public void write(DataOutput out) throws IOException {
        out.writeByte(VERSION);
        place.write(out);
        out.writeLong(placeTime);
        Varints.write(size, out);
        for (int i = 0; i < size; i++) {
            Texts.write(names[i], out);
            accumulators[i].write(out);
        }
    }

    /** Reads what {@link #write} wrote. */
    public static Statistics read(DataInput in, Texts texts) throws IOException {
        Versions.check("sealed pane", in.readUnsignedByte(), VERSION);
        Statistics read = new Statistics();
        read.place = Place.read(in, texts);
        read.placeTime = in.readLong();
        read.size = (int) Varints.read(in);
        read.names = new String[Math.max(2, read.size)];
        read.accumulators = new Accumulator[read.names.length];
        read.shared = new boolean[read.names.length];
        for (int i = 0; i < read.size; i++) {
            read.names[i] = texts.read(in);
            read.accumulators[i] = Accumulator.read(in, texts);
        }
        return read;
    }
}
