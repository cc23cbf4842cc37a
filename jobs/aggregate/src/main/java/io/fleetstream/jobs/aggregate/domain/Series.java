package io.fleetstream.jobs.aggregate.domain;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * The values of one metric in one pane, sorted by time; of two values of one time the one that came
 * last. In order, a value costs a comparison and three stores.
 *
 * <p>Each value has a byte of marks: its quality, whether the roll-ups have it, or are never to get
 * it, and to which of the pane's places it belongs.
 */
final class Series {
    static final int QUALITY = 0b11;
    static final int SHIPPED = 0b100;
    static final int EXCLUDED = 0b1000;
    static final int PLACE_SHIFT = 4;
    static final int PLACE = 0b111 << PLACE_SHIFT;

    private static final int SUMMARIES = 1;
    private static final int REMOVED = 2;
    private static final int ARRIVALS = 4;
    private static final int SMALLEST = 4;
    private static final double MICROS = 1e6;

    final String name;
    private String unit;
    private long[] times;
    private double[] values;
    private byte[] marks;
    private Summary[] summaries;
    private int size;
    private long changes;
    private long receivedAt = Long.MIN_VALUE;

    /** Latest arrival by place, for the roll-ups; null while that is the same for all there is. */
    private long[] arrivals;

    private Accumulator[] removed;
    private Accumulator folded;

    Series(String name, int room) {
        this.name = name;
        times = new long[room];
        values = new double[room];
        marks = new byte[room];
    }

    int size() {
        return size;
    }

    long time(int index) {
        return times[index];
    }

    /**
     * Adds a value, or puts it in the place of the one that was measured at the same time.
     *
     * @param mark quality, place, and {@link #EXCLUDED} if the roll-ups are not to have it
     * @return whether anything is different now
     */
    boolean add(long time, double value, String newUnit, int mark, Summary summary, long arrival) {
        int at = size;
        if (size > 0 && time <= times[size - 1]) {
            at = Arrays.binarySearch(times, 0, size, time);
            if (at >= 0) {
                return replace(at, value, newUnit, mark, summary, arrival);
            }
            at = -at - 1;
        }
        makeRoomAt(at);
        times[at] = time;
        if (at == size - 1) {
            unit = newUnit;
        }
        put(at, value, mark, summary, arrival);
        return true;
    }

    private boolean replace(
            int at, double value, String newUnit, int mark, Summary summary, long arrival) {
        int before = marks[at];
        Summary old = summaries == null ? null : summaries[at];
        boolean last = at == size - 1;
        if (Double.doubleToLongBits(values[at]) == Double.doubleToLongBits(value)
                && ((before ^ mark) & (QUALITY | PLACE)) == 0
                && (old == null ? summary == null : old.equals(summary))
                && (!last || (unit == null ? newUnit == null : unit.equals(newUnit)))) {
            return false;
        }
        if ((before & SHIPPED) != 0) {
            if (removed == null) {
                removed = new Accumulator[(PLACE >> PLACE_SHIFT) + 1];
            }
            int place = (before & PLACE) >> PLACE_SHIFT;
            if (removed[place] == null) {
                removed[place] = new Accumulator();
            }
            fold(at, removed[place]);
        }
        if (last) {
            unit = newUnit;
        }
        put(at, value, mark, summary, arrival);
        return true;
    }

    private void put(int at, double value, int mark, Summary summary, long arrival) {
        values[at] = value;
        marks[at] = (byte) mark;
        if (summary != null && summaries == null) {
            summaries = new Summary[times.length];
        }
        if (summaries != null) {
            summaries[at] = summary;
        }
        changes++;
        folded = null;
        if (arrivals != null || (mark & (EXCLUDED | PLACE)) != 0) {
            arrived(mark, arrival);
        }
        if (arrival > receivedAt) {
            receivedAt = arrival;
        }
    }

    private void arrived(int mark, long arrival) {
        arrivals = arrivalsByPlace();
        if ((mark & EXCLUDED) == 0) {
            int place = (mark & PLACE) >> PLACE_SHIFT;
            arrivals[place] = Math.max(arrivals[place], arrival);
        }
    }

    /** Takes the values of another one, all of which were measured later than all of this one. */
    void append(Series later) {
        if (later.size == 0) {
            return;
        }
        if (size + later.size > times.length) {
            resize(size + later.size);
        }
        System.arraycopy(later.times, 0, times, size, later.size);
        System.arraycopy(later.values, 0, values, size, later.size);
        System.arraycopy(later.marks, 0, marks, size, later.size);
        if (later.summaries != null) {
            summaries = summaries == null ? new Summary[times.length] : summaries;
            System.arraycopy(later.summaries, 0, summaries, size, later.size);
        }
        if (arrivals != null || later.arrivals != null) {
            long[] own = arrivalsByPlace();
            long[] others = later.arrivalsByPlace();
            for (int i = 0; i < own.length; i++) {
                own[i] = Math.max(own[i], others[i]);
            }
            arrivals = own;
        }
        size += later.size;
        unit = later.unit;
        changes += later.changes;
        receivedAt = Math.max(receivedAt, later.receivedAt);
        folded = null;
    }

    private long[] arrivalsByPlace() {
        if (arrivals != null) {
            return arrivals;
        }
        long[] all = new long[(PLACE >> PLACE_SHIFT) + 1];
        Arrays.fill(all, Long.MIN_VALUE);
        all[0] = receivedAt;
        return all;
    }

    private void makeRoomAt(int at) {
        if (size == times.length) {
            resize(Math.max(SMALLEST, size * 2));
        }
        if (at < size) {
            System.arraycopy(times, at, times, at + 1, size - at);
            System.arraycopy(values, at, values, at + 1, size - at);
            System.arraycopy(marks, at, marks, at + 1, size - at);
            if (summaries != null) {
                System.arraycopy(summaries, at, summaries, at + 1, size - at);
            }
        }
        size++;
    }

    private void resize(int room) {
        times = Arrays.copyOf(times, room);
        values = Arrays.copyOf(values, room);
        marks = Arrays.copyOf(marks, room);
        if (summaries != null) {
            summaries = Arrays.copyOf(summaries, room);
        }
    }

    /** Gives room back that no value has taken. */
    void trim() {
        if (times.length > size) {
            resize(size);
        }
    }

    /** Statistics of all values; shared, so nobody changes them. */
    Accumulator folded() {
        if (folded == null) {
            folded = fold(0, 0);
        }
        return folded;
    }

    /** Whether the roll-ups lack something. */
    boolean hasUnshipped() {
        if (removed != null) {
            return true;
        }
        for (int i = size - 1; i >= 0; i--) {
            if ((marks[i] & (SHIPPED | EXCLUDED)) == 0) {
                return true;
            }
        }
        return false;
    }

    /** Whether every value has just these marks, its quality aside. */
    private boolean all(int mask, int wanted) {
        for (int i = 0; i < size; i++) {
            if ((marks[i] & mask) != wanted) {
                return false;
            }
        }
        return true;
    }

    /** Statistics of what the roll-ups of a place lack; null if that is nothing. */
    Accumulator unshipped(int place) {
        int mask = SHIPPED | EXCLUDED | PLACE;
        int wanted = place << PLACE_SHIFT;
        if (all(mask, wanted)) {
            return folded();
        }
        Accumulator part = fold(mask, wanted);
        if (arrivals != null) {
            part.receivedAt = arrivals[place];
        }
        return part.changes == 0 ? null : part;
    }

    /** Values the roll-ups have and which others have replaced; null for none. */
    Accumulator removed(int place) {
        return removed == null ? null : removed[place];
    }

    /** Notes that the roll-ups have everything. */
    void shipped() {
        removed = null;
        for (int i = 0; i < size; i++) {
            if ((marks[i] & EXCLUDED) == 0) {
                marks[i] |= SHIPPED;
            }
        }
    }

    /** In two passes over what is in order already, which needs no division per value. */
    private Accumulator fold(int mask, int wanted) {
        Accumulator into = new Accumulator();
        if (summaries != null) {
            for (int i = 0; i < size; i++) {
                if ((marks[i] & mask) == wanted) {
                    fold(i, into);
                    into.changes++;
                }
            }
        } else {
            foldPlain(into, mask, wanted);
        }
        into.changes = mask == 0 ? changes : into.changes;
        into.receivedAt = receivedAt;
        if (size > 0) {
            into.measured(unit, times[size - 1]);
        }
        return into;
    }

    private void foldPlain(Accumulator into, int mask, int wanted) {
        double sum = 0;
        double error = 0;
        double area = 0;
        int n = 0;
        int previous = -1;
        for (int i = 0; i < size; i++) {
            if ((marks[i] & mask) != wanted) {
                continue;
            }
            into.changes++;
            into.seen(times[i]);
            byte quality = (byte) (marks[i] & QUALITY);
            into.countQuality(quality);
            if (quality == DeviceSamples.BAD) {
                continue;
            }
            double value = values[i];
            double next = sum + value;
            error += Math.abs(sum) >= Math.abs(value) ? (sum - next) + value : (value - next) + sum;
            sum = next;
            if (previous >= 0) {
                area += values[previous] * ((times[i] - times[previous]) / MICROS);
            } else {
                into.firstTime = times[i];
                into.first = value;
            }
            into.count(value);
            previous = i;
            n++;
        }
        if (n == 0) {
            return;
        }
        into.lastTime = times[previous];
        into.last = values[previous];
        into.area = area;
        double mean = (sum + error) / n;
        double squares = 0;
        for (int i = 0; i < size; i++) {
            if ((marks[i] & mask) == wanted && (marks[i] & QUALITY) != DeviceSamples.BAD) {
                double delta = values[i] - mean;
                squares += delta * delta;
            }
        }
        into.plain(n, mean, squares, sum, error);
    }

    private void fold(int i, Accumulator into) {
        into.seen(times[i]);
        byte quality = (byte) (marks[i] & QUALITY);
        into.countQuality(quality);
        if (quality != DeviceSamples.BAD) {
            if (summaries == null || summaries[i] == null) {
                into.add(times[i], values[i]);
            } else {
                into.add(times[i], values[i], summaries[i]);
            }
        }
    }

    void write(long start, DataOutput out) throws IOException {
        Texts.write(name, out);
        Texts.write(unit, out);
        out.writeByte(
                (summaries == null ? 0 : SUMMARIES)
                        | (removed == null ? 0 : REMOVED)
                        | (arrivals == null ? 0 : ARRIVALS));
        Varints.write(changes, out);
        out.writeLong(receivedAt);
        Varints.write(size, out);
        long previous = start;
        for (int i = 0; i < size; i++) {
            Varints.write(times[i] - previous, out);
            previous = times[i];
            out.writeDouble(values[i]);
        }
        out.write(marks, 0, size);
        if (summaries != null) {
            for (int i = 0; i < size; i++) {
                out.writeBoolean(summaries[i] != null);
                if (summaries[i] != null) {
                    summaries[i].write(out);
                }
            }
        }
        if (removed != null) {
            for (Accumulator part : removed) {
                out.writeBoolean(part != null);
                if (part != null) {
                    part.write(out);
                }
            }
        }
        if (arrivals != null) {
            for (long arrival : arrivals) {
                out.writeLong(arrival);
            }
        }
    }

    static Series read(long start, DataInput in, Texts texts) throws IOException {
        String name = texts.read(in);
        String unit = texts.read(in);
        int parts = in.readUnsignedByte();
        long changes = Varints.read(in);
        long receivedAt = in.readLong();
        int size = (int) Varints.read(in);
        Series read = new Series(name, size + SMALLEST);
        read.unit = unit;
        read.changes = changes;
        read.receivedAt = receivedAt;
        read.size = size;
        long previous = start;
        for (int i = 0; i < size; i++) {
            previous += Varints.read(in);
            read.times[i] = previous;
            read.values[i] = in.readDouble();
        }
        in.readFully(read.marks, 0, size);
        if ((parts & SUMMARIES) != 0) {
            read.summaries = new Summary[read.times.length];
            for (int i = 0; i < size; i++) {
                read.summaries[i] = in.readBoolean() ? Summary.read(in) : null;
            }
        }
        if ((parts & REMOVED) != 0) {
            read.removed = new Accumulator[(PLACE >> PLACE_SHIFT) + 1];
            for (int i = 0; i < read.removed.length; i++) {
                read.removed[i] = in.readBoolean() ? Accumulator.read(in, texts) : null;
            }
        }
        if ((parts & ARRIVALS) != 0) {
            read.arrivals = new long[(PLACE >> PLACE_SHIFT) + 1];
            for (int i = 0; i < read.arrivals.length; i++) {
                read.arrivals[i] = in.readLong();
            }
        }
        return read;
    }
}
