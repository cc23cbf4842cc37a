package io.fleetstream.jobs.anomaly.domain.novelty;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * Patterns that were seen, each the centre of those near it. Nothing is forgotten: once the memory
 * is full, a new pattern pulls the nearest one towards itself. Memory grows with what there is to
 * remember, up to its capacity.
 *
 * <p>The values of one dimension stand side by side, so that the distances to all patterns are
 * summed by vector instructions.
 */
final class Prototypes {
    private static final int FIRST_SIZE = 8;

    private final int capacity;
    private final float[][] dimensions;

    private float[] distances;
    private int count;
    private int nearest;

    Prototypes(int dimensions, int capacity) {
        this.capacity = capacity;
        this.dimensions = new float[dimensions][];
        resize(Math.min(FIRST_SIZE, capacity));
    }

    boolean isEmpty() {
        return count == 0;
    }

    boolean isFull() {
        return count == capacity;
    }

    /** Sum of differences to the nearest pattern, which {@link #pull} then means. */
    double distance(float[] pattern) {
        float[] sums = distances;
        Arrays.fill(sums, 0);
        for (int k = 0; k < dimensions.length; k++) {
            addDistances(sums, dimensions[k], pattern[k]);
        }
        nearest = 0;
        for (int i = 1; i < count; i++) {
            if (sums[i] < sums[nearest]) {
                nearest = i;
            }
        }
        return sums[nearest];
    }

    private static void addDistances(float[] sums, float[] values, float value) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] += Math.abs(values[i] - value);
        }
    }

    /** Remembers the pattern as a new one; there must be room. */
    void add(float[] pattern) {
        if (count == distances.length) {
            resize(Math.min(2 * count, capacity));
        }
        for (int k = 0; k < dimensions.length; k++) {
            dimensions[k][count] = pattern[k];
        }
        count++;
    }

    /** Moves the nearest pattern by this share of the way towards the one given. */
    void pull(float[] pattern, float share) {
        for (int k = 0; k < dimensions.length; k++) {
            dimensions[k][nearest] += share * (pattern[k] - dimensions[k][nearest]);
        }
    }

    private void resize(int size) {
        distances = new float[size];
        for (int k = 0; k < dimensions.length; k++) {
            dimensions[k] =
                    dimensions[k] == null ? new float[size] : Arrays.copyOf(dimensions[k], size);
        }
    }

    void write(DataOutput out) throws IOException {
        out.writeShort(count);
        for (float[] dimension : dimensions) {
            for (int i = 0; i < count; i++) {
                out.writeFloat(dimension[i]);
            }
        }
    }

    void read(DataInput in) throws IOException {
        count = in.readUnsignedShort();
        if (count > capacity) {
            throw new IOException(count + " patterns where " + capacity + " have room");
        }
        int size = Math.min(FIRST_SIZE, capacity);
        while (size < count) {
            size = Math.min(2 * size, capacity);
        }
        resize(size);
        for (float[] dimension : dimensions) {
            for (int i = 0; i < count; i++) {
                dimension[i] = in.readFloat();
            }
        }
    }
}
