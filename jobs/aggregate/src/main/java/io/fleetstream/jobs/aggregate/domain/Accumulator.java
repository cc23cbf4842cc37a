package io.fleetstream.jobs.aggregate.domain;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Statistics of one metric that merge: of a pane, of a window, of all devices of a site.
 *
 * <p>Means and squares follow Chan, Golub and LeVeque, sums carry their error along (Neumaier), so
 * that neither the number of values nor the order of merging shows. First and last go by time;
 * where two devices measured at one time, the lesser value is first and the greater last, whatever
 * came first. The area under the values by time is that of one device: it merges only with what
 * lies wholly after it.
 */
public final class Accumulator {
    private static final double SECOND = 1e6;

    long count;
    long samples;
    long good;
    long uncertain;
    long bad;
    long changes;
    long receivedAt = Long.MIN_VALUE;
    long from = Long.MAX_VALUE;
    long to = Long.MIN_VALUE;
    double mean;
    double squares;
    double sum;
    double sumError;
    double min = Double.POSITIVE_INFINITY;
    double max = Double.NEGATIVE_INFINITY;
    long firstTime = Long.MAX_VALUE;
    double first;
    long lastTime = Long.MIN_VALUE;
    double last;
    double area;
    String unit;
    long unitTime = Long.MIN_VALUE;
    Sketch sketch;

    /** Adds a plain value that is not bad; later than all before it, if the area is to be right. */
    void add(long time, double value) {
        count++;
        samples++;
        double delta = value - mean;
        mean += delta / samples;
        squares += delta * (value - mean);
        addToSum(value);
        min = Math.min(min, value);
        max = Math.max(max, value);
        standing(time, value);
        counting().add(value, 1);
    }

    /** Adds a value that stands for many. */
    void add(long time, double value, Summary summary) {
        long n = summary.count();
        count++;
        merge(n, value, summary.sd() * summary.sd() * (n - 1));
        addToSum(value * n);
        min = Math.min(min, summary.min());
        max = Math.max(max, summary.max());
        standing(time, value);
        counting().add(value, n);
    }

    /** Counts a plain value where {@link #plain} will say the rest of it. */
    void count(double value) {
        if (value < min) {
            min = value;
        }
        if (value > max) {
            max = value;
        }
        counting().add(value, 1);
    }

    /** What has been found out about plain values in one go. */
    void plain(int n, double itsMean, double itsSquares, double itsSum, double itsError) {
        count = n;
        samples = n;
        mean = itsMean;
        squares = itsSquares;
        sum = itsSum;
        sumError = itsError;
    }

    /** Notes when a value was measured, whatever its quality. */
    void seen(long time) {
        from = Math.min(from, time);
        to = Math.max(to, time);
    }

    void countQuality(byte quality) {
        switch (quality) {
            case DeviceSamples.GOOD -> good++;
            case DeviceSamples.UNCERTAIN -> uncertain++;
            default -> bad++;
        }
    }

    /** Without the area, which only the values of one device in the order of time have. */
    private void standing(long time, double value) {
        if (lastTime != Long.MIN_VALUE && time > lastTime) {
            area += last * ((time - lastTime) / SECOND);
        }
        isFirst(time, value);
        isLast(time, value);
    }

    private void isFirst(long time, double value) {
        if (time < firstTime || (time == firstTime && value < first)) {
            firstTime = time;
            first = value;
        }
    }

    private void isLast(long time, double value) {
        if (time > lastTime || (time == lastTime && value > last)) {
            lastTime = time;
            last = value;
        }
    }

    private void addToSum(double value) {
        double next = sum + value;
        sumError += Math.abs(sum) >= Math.abs(value) ? (sum - next) + value : (value - next) + sum;
        sum = next;
    }

    private void merge(long n, double otherMean, double otherSquares) {
        long all = samples + n;
        if (all == 0) {
            return;
        }
        double delta = otherMean - mean;
        squares += otherSquares + delta * delta * ((double) samples * n / all);
        mean += delta * n / all;
        samples = all;
    }

    /** Adds everything another one has; of one device, what lies after everything in this one. */
    public void merge(Accumulator other) {
        changes += other.changes;
        good += other.good;
        uncertain += other.uncertain;
        bad += other.bad;
        receivedAt = Math.max(receivedAt, other.receivedAt);
        measured(other.unit, other.unitTime);
        from = Math.min(from, other.from);
        to = Math.max(to, other.to);
        if (other.count == 0) {
            return;
        }
        if (count > 0 && other.firstTime > lastTime) {
            area += last * ((other.firstTime - lastTime) / SECOND);
        }
        area += other.area;
        merge(other.samples, other.mean, other.squares);
        count += other.count;
        addToSum(other.sum);
        addToSum(other.sumError);
        min = Math.min(min, other.min);
        max = Math.max(max, other.max);
        isFirst(other.firstTime, other.first);
        isLast(other.lastTime, other.last);
        counting().merge(other.sketch);
    }

    /**
     * Takes out values that others have replaced. Least, greatest, first and last are as they were:
     * what has been taken out cannot be told from them.
     */
    void remove(Accumulator other) {
        changes += other.good + other.uncertain + other.bad;
        good = Math.max(0, good - other.good);
        uncertain = Math.max(0, uncertain - other.uncertain);
        bad = Math.max(0, bad - other.bad);
        if (other.count == 0) {
            return;
        }
        count = Math.max(0, count - other.count);
        if (count == 0) {
            empty();
            return;
        }
        addToSum(-other.sum);
        addToSum(-other.sumError);
        long left = samples - other.samples;
        double before = left == 0 ? 0 : (mean * samples - other.mean * other.samples) / left;
        double delta = other.mean - before;
        squares -= other.squares + delta * delta * ((double) left * other.samples / samples);
        squares = left < 2 ? 0 : Math.max(0, squares);
        mean = before;
        samples = left;
        sketch.remove(other.sketch);
    }

    private void empty() {
        samples = 0;
        mean = 0;
        squares = 0;
        sum = 0;
        sumError = 0;
        min = Double.POSITIVE_INFINITY;
        max = Double.NEGATIVE_INFINITY;
        firstTime = Long.MAX_VALUE;
        lastTime = Long.MIN_VALUE;
        area = 0;
        sketch = null;
    }

    /** Notes the unit of a value; the latest counts. */
    void measured(String newUnit, long time) {
        if (time > unitTime
                || (time == unitTime
                        && newUnit != null
                        && (unit == null || newUnit.compareTo(unit) > 0))) {
            unit = newUnit;
            unitTime = time;
        }
    }

    private Sketch counting() {
        if (sketch == null) {
            sketch = new Sketch();
        }
        return sketch;
    }

    /** Values that are not bad. */
    public long count() {
        return count;
    }

    /** Measurements beneath them. */
    public long samples() {
        return samples;
    }

    /** Values of quality GOOD. */
    public long good() {
        return good;
    }

    /** Values of quality UNCERTAIN. */
    public long uncertain() {
        return uncertain;
    }

    /** Values of quality BAD. */
    public long bad() {
        return bad;
    }

    /** Grows with every value that was added or replaced; tells whether there is anything new. */
    public long changes() {
        return changes;
    }

    /** Latest arrival. */
    public long receivedAt() {
        return receivedAt;
    }

    /** Unit of the value measured last; null if unknown. */
    public String unit() {
        return unit;
    }

    /** Sum over the samples. */
    public double sum() {
        return sum + sumError;
    }

    /** Mean over the samples. */
    public double mean() {
        return mean;
    }

    /** Sample standard deviation; not to be asked of fewer than two samples. */
    public double sd() {
        return Math.sqrt(squares / (samples - 1));
    }

    /** Least value. */
    public double min() {
        return min;
    }

    /** Greatest value. */
    public double max() {
        return max;
    }

    /** Time of the first value. */
    public long firstTime() {
        return firstTime;
    }

    /** The first value. */
    public double first() {
        return first;
    }

    /** Time of the last value. */
    public long lastTime() {
        return lastTime;
    }

    /** The last value. */
    public double last() {
        return last;
    }

    /** The quantile sketch; null if there is no value. */
    public Sketch sketch() {
        return sketch;
    }

    /** Mean weighted by how long each value stood until the next, the last one until that time. */
    public double timeWeightedMean(long until) {
        double span = (until - firstTime) / SECOND;
        if (span <= 0) {
            return last;
        }
        return (area + last * ((until - lastTime) / SECOND)) / span;
    }

    /** Writes it. */
    public void write(DataOutput out) throws IOException {
        Varints.write(changes, out);
        Varints.write(good, out);
        Varints.write(uncertain, out);
        Varints.write(bad, out);
        out.writeLong(receivedAt);
        Texts.write(unit, out);
        out.writeLong(unitTime);
        out.writeLong(from);
        out.writeLong(to);
        Varints.writeSigned(count, out);
        if (count == 0) {
            return;
        }
        Varints.writeSigned(samples, out);
        out.writeDouble(mean);
        out.writeDouble(squares);
        out.writeDouble(sum);
        out.writeDouble(sumError);
        out.writeDouble(min);
        out.writeDouble(max);
        out.writeLong(firstTime);
        out.writeDouble(first);
        out.writeLong(lastTime);
        out.writeDouble(last);
        out.writeDouble(area);
        sketch.write(out);
    }

    /** Reads what {@link #write} wrote. */
    public static Accumulator read(DataInput in, Texts texts) throws IOException {
        Accumulator read = new Accumulator();
        read.changes = Varints.read(in);
        read.good = Varints.read(in);
        read.uncertain = Varints.read(in);
        read.bad = Varints.read(in);
        read.receivedAt = in.readLong();
        read.unit = texts.read(in);
        read.unitTime = in.readLong();
        read.from = in.readLong();
        read.to = in.readLong();
        read.count = Varints.readSigned(in);
        if (read.count == 0) {
            return read;
        }
        read.samples = Varints.readSigned(in);
        read.mean = in.readDouble();
        read.squares = in.readDouble();
        read.sum = in.readDouble();
        read.sumError = in.readDouble();
        read.min = in.readDouble();
        read.max = in.readDouble();
        read.firstTime = in.readLong();
        read.first = in.readDouble();
        read.lastTime = in.readLong();
        read.last = in.readDouble();
        read.area = in.readDouble();
        read.sketch = Sketch.read(in);
        return read;
    }
}
