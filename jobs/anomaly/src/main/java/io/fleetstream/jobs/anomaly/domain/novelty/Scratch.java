package io.fleetstream.jobs.anomaly.domain.novelty;

/** Room to work in, for states of one capacity. Remembers nothing; for one thread. */
final class Scratch {
    private static final int MOST_DIMENSIONS = 16;

    private final float[] sums;
    private final float[] values;
    private final float[][] patterns = new float[MOST_DIMENSIONS][];

    Scratch(int capacity) {
        sums = new float[capacity];
        values = new float[MOST_DIMENSIONS * capacity];
    }

    int capacity() {
        return sums.length;
    }

    float[] sums() {
        return sums;
    }

    float[] values() {
        return values;
    }

    float[] pattern(int dimensions) {
        if (patterns[dimensions] == null) {
            patterns[dimensions] = new float[dimensions];
        }
        return patterns[dimensions];
    }
}
