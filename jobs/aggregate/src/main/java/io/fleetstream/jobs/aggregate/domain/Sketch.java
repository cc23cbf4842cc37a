package io.fleetstream.jobs.aggregate.domain;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Quantiles within {@value #ACCURACY} of a value of the rank asked for, after DDSketch (Masson,
 * Rim, Lee 2019): counts of values in buckets whose bounds grow by a constant factor. Two sketches
 * merge exactly, in any order. The README of the module has the format of its bytes.
 */
public final class Sketch {
    /** Greatest relative error of a quantile. */
    public static final double ACCURACY = 0.01;

    /** Bucket i holds the values from above {@code GAMMA^(i-1)} to {@code GAMMA^i}. */
    public static final double GAMMA = (1 + ACCURACY) / (1 - ACCURACY);

    private static final int VERSION = 1;
    private static final double PER_LOG = 1 / Math.log(GAMMA);
    private static final double LOG = Math.log(GAMMA);

    private final Buckets positive = new Buckets();
    private final Buckets negative = new Buckets();
    private long zeros;

    /** Adds a finite value that many times. */
    public void add(double value, long count) {
        if (value >= Double.MIN_NORMAL) {
            positive.add(index(value), count);
        } else if (value <= -Double.MIN_NORMAL) {
            negative.add(index(-value), count);
        } else {
            zeros += count;
        }
    }

    private static int index(double value) {
        return (int) Math.ceil(Math.log(value) * PER_LOG);
    }

    private static double value(int index) {
        return Math.min(Double.MAX_VALUE, 2 / (GAMMA + 1) * Math.exp(index * LOG));
    }

    /** Adds everything another one has counted. */
    public void merge(Sketch other) {
        positive.addAll(other.positive);
        negative.addAll(other.negative);
        zeros += other.zeros;
    }

    /** Takes out what was added before. */
    public void remove(Sketch other) {
        positive.removeAll(other.positive);
        negative.removeAll(other.negative);
        zeros = Math.max(0, zeros - other.zeros);
    }

    /** Values counted. */
    public long count() {
        return positive.total() + negative.total() + zeros;
    }

    /**
     * A value within {@value #ACCURACY} of the one of rank {@code floor(q * (count - 1))}, counted
     * from 0; not to be asked of an empty sketch.
     */
    public double quantile(double q) {
        long below = negative.total();
        long rank = (long) (q * (below + zeros + positive.total() - 1));
        if (rank < below) {
            return -value(negative.at(below - 1 - rank));
        }
        return rank < below + zeros ? 0 : value(positive.at(rank - below - zeros));
    }

    /** Its bytes, as they stand in the column {@code sketch}. */
    public byte[] toBytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            write(new DataOutputStream(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** The sketch of those bytes. */
    public static Sketch of(byte[] bytes) {
        try {
            return read(new DataInputStream(new ByteArrayInputStream(bytes)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void write(DataOutput out) throws IOException {
        out.writeByte(VERSION);
        Varints.write(zeros, out);
        positive.write(out);
        negative.write(out);
    }

    static Sketch read(DataInput in) throws IOException {
        int version = in.readUnsignedByte();
        if (version != VERSION) {
            throw new IOException("sketch of version " + version + ", expected " + VERSION);
        }
        Sketch sketch = new Sketch();
        sketch.zeros = Varints.read(in);
        sketch.positive.read(in);
        sketch.negative.read(in);
        return sketch;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Sketch that
                && zeros == that.zeros
                && positive.equals(that.positive)
                && negative.equals(that.negative);
    }

    @Override
    public int hashCode() {
        return Long.hashCode(zeros) + 31 * (positive.hashCode() + 31 * negative.hashCode());
    }
}
