package io.fleetstream.jobs.aggregate.domain;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * Counts of one sign by the index of their bucket.
 *
 * <p>No two kept buckets are {@value #MOST} or more apart: what lies further below the greatest one
 * is counted in the lowest kept. That depends on the greatest index alone, so the order in which
 * values and sketches were added does not matter.
 */
final class Buckets {
    /** Width of the range that is kept; ten to the seventeenth from its least to its greatest. */
    static final int MOST = 2_048;

    private static final int ROOM = 8;

    private long[] counts = new long[0];
    private int first;
    private int low = Integer.MAX_VALUE;
    private int high = Integer.MIN_VALUE;

    void add(int index, long count) {
        int place = index;
        if (low > high) {
            cover(index, index);
            low = index;
            high = index;
        } else if (index > high) {
            raise(index);
        } else if (index < low) {
            place = Math.max(index, high - MOST + 1);
            if (place < low) {
                cover(place, high);
                low = place;
            }
        }
        counts[place - first] += count;
    }

    /** A new greatest index: what is now too far from it is counted in the lowest kept. */
    private void raise(int index) {
        int lowest = index - MOST + 1;
        long below = 0;
        for (int i = low; i <= high && i < lowest; i++) {
            below += counts[i - first];
        }
        low = Math.max(low, lowest);
        cover(low, index);
        high = index;
        counts[low - first] += below;
    }

    /** Makes the array hold those indexes; of the counts, it keeps those among them. */
    private void cover(int from, int to) {
        if (from >= first && to < first + counts.length) {
            return;
        }
        int room = ROOM + (to - from) / 4;
        long[] grown = new long[to - from + 1 + room];
        int start = from - room / 2;
        for (int i = Math.max(low, from); i <= Math.min(high, to); i++) {
            grown[i - start] = counts[i - first];
        }
        counts = grown;
        first = start;
    }

    void addAll(Buckets other) {
        for (int i = other.high; i >= other.low; i--) {
            long count = other.counts[i - other.first];
            if (count != 0) {
                add(i, count);
            }
        }
    }

    /** Takes out what was added; what was never there leaves nothing below zero behind. */
    void removeAll(Buckets other) {
        for (int i = other.low; i <= other.high; i++) {
            long count = other.counts[i - other.first];
            int place = Math.max(i, high - MOST + 1);
            if (count != 0 && place >= low && place <= high) {
                counts[place - first] = Math.max(0, counts[place - first] - count);
            }
        }
    }

    long total() {
        long total = 0;
        for (int i = low; i <= high; i++) {
            total += counts[i - first];
        }
        return total;
    }

    /** Index that holds the value of that rank, counted from the least index; from 0. */
    int at(long rank) {
        long seen = 0;
        for (int i = low; i < high; i++) {
            seen += counts[i - first];
            if (seen > rank) {
                return i;
            }
        }
        return high;
    }

    Buckets copy() {
        Buckets copy = new Buckets();
        copy.addAll(this);
        return copy;
    }

    void write(DataOutput out) throws IOException {
        int used = 0;
        for (int i = low; i <= high; i++) {
            if (counts[i - first] != 0) {
                used++;
            }
        }
        Varints.write(used, out);
        int previous = 0;
        for (int i = low; i <= high; i++) {
            long count = counts[i - first];
            if (count != 0) {
                Varints.writeSigned((long) i - previous, out);
                Varints.write(count, out);
                previous = i;
            }
        }
    }

    void read(DataInput in) throws IOException {
        long used = Varints.read(in);
        int[] indexes = new int[Math.toIntExact(used)];
        long[] found = new long[indexes.length];
        int previous = 0;
        for (int i = 0; i < indexes.length; i++) {
            previous += (int) Varints.readSigned(in);
            indexes[i] = previous;
            found[i] = Varints.read(in);
        }
        for (int i = indexes.length - 1; i >= 0; i--) {
            add(indexes[i], found[i]);
        }
    }

    @Override
    public boolean equals(Object other) {
        if (!(other instanceof Buckets that)) {
            return false;
        }
        return Arrays.equals(used(), that.used());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(used());
    }

    private long[] used() {
        long[] used = new long[2 * MOST];
        int size = 0;
        for (int i = low; i <= high; i++) {
            if (counts[i - first] != 0) {
                used[size++] = i;
                used[size++] = counts[i - first];
            }
        }
        return Arrays.copyOf(used, size);
    }
}
