package io.fleetstream.jobs.anomaly.domain.novelty;

import io.fleetstream.jobs.anomaly.domain.bytes.Numbers;
import java.util.Arrays;

/**
 * Patterns that were seen, each the centre of those near it, in bytes of the caller. Nothing is
 * forgotten: once the memory is full, a new pattern pulls the nearest one towards itself.
 *
 * <p>The values of one dimension stand side by side, so that the distances to all patterns are
 * summed by vector instructions.
 */
final class Prototypes {
    private final int dimensions;

    Prototypes(int dimensions) {
        this.dimensions = dimensions;
    }

    /** What it takes of a state. */
    static int bytes(int dimensions, int capacity) {
        return dimensions * capacity * Float.BYTES;
    }

    /**
     * Which pattern is nearest, by the sum of differences.
     *
     * @param count patterns there are, at least one
     * @param sums gets the distances; as long as there is room for patterns
     * @param values room for all patterns
     */
    int nearest(byte[] state, int at, int count, float[] pattern, float[] sums, float[] values) {
        int capacity = sums.length;
        Arrays.fill(sums, 0);
        Numbers.getFloats(state, at, values, dimensions * capacity);
        for (int k = 0; k < dimensions; k++) {
            addDistances(sums, values, k * capacity, pattern[k]);
        }
        int nearest = 0;
        for (int i = 1; i < count; i++) {
            if (sums[i] < sums[nearest]) {
                nearest = i;
            }
        }
        return nearest;
    }

    private static void addDistances(float[] sums, float[] values, int from, float value) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] += Math.abs(values[from + i] - value);
        }
    }

    /** Puts a pattern into a place. */
    void put(byte[] state, int at, int capacity, int index, float[] pattern) {
        for (int k = 0; k < dimensions; k++) {
            Numbers.putFloat(state, place(at, capacity, k, index), pattern[k]);
        }
    }

    /** Moves a pattern by this share of the way towards the one given. */
    void pull(byte[] state, int at, int capacity, int index, float[] pattern, float share) {
        for (int k = 0; k < dimensions; k++) {
            int place = place(at, capacity, k, index);
            float value = Numbers.getFloat(state, place);
            Numbers.putFloat(state, place, value + share * (pattern[k] - value));
        }
    }

    /** Copies all of them to a state with more room. */
    void copy(byte[] from, int fromAt, int fromCapacity, byte[] to, int toAt, int toCapacity) {
        for (int k = 0; k < dimensions; k++) {
            System.arraycopy(
                    from,
                    place(fromAt, fromCapacity, k, 0),
                    to,
                    place(toAt, toCapacity, k, 0),
                    bytes(1, fromCapacity));
        }
    }

    private static int place(int at, int capacity, int dimension, int index) {
        return at + bytes(1, dimension * capacity + index);
    }
}
