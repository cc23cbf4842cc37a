package io.fleetstream.jobs.anomaly.domain.novelty;

import io.fleetstream.jobs.anomaly.domain.bytes.Numbers;

/**
 * Looks at a stream in steps of some values and says how new the last few steps are, taken
 * together, beside all that came before.
 *
 * <p>A step keeps the value that is farthest from the step before, so a spike survives however
 * short it was. The last steps are a pattern: their level, and their shape around it. How far the
 * pattern is from the nearest one known is compared with how far patterns usually are.
 *
 * <p>Immutable; what it knows of a stream stands in bytes of the caller: {@link #headBytes} of a
 * fixed size, and the patterns, for which more room may be needed.
 */
final class Scale {
    private static final double USUAL = 0.7;
    private static final double EXCESS = 0.8;
    private static final double LEAST_EXCESS = 0.05;
    private static final double MEMORY = 5e-4;
    private static final int LEARN_EVERYTHING = 20;
    private static final float PULL_KNOWN = 0.05f;
    private static final float PULL_NEW = 0.3f;

    private static final int KNOWN = 0;
    private static final int LOOKS = Double.BYTES;
    private static final int EXTREME = 2 * Double.BYTES;
    private static final int PREVIOUS = 3 * Double.BYTES;
    private static final int MEAN = 4 * Double.BYTES;
    private static final int DEVIATION = 5 * Double.BYTES;
    private static final int SCORE = 6 * Double.BYTES;
    private static final int QUANTILE = 7 * Double.BYTES;
    private static final int TAIL = QUANTILE + RunningQuantile.BYTES;
    private static final int WINDOW = TAIL + ExcessTail.BYTES;

    private final int step;
    private final int steps;
    private final int phase;
    private final Prototypes prototypes;
    private final RunningQuantile usual = new RunningQuantile(USUAL);
    private final ExcessTail tail = new ExcessTail(EXCESS);

    /**
     * A scale.
     *
     * @param step values in a step
     * @param steps steps in a pattern
     * @param phase values before the first step
     */
    Scale(int step, int steps, int phase) {
        this.step = step;
        this.steps = steps;
        this.phase = phase;
        prototypes = new Prototypes(steps + 1);
    }

    /** Bytes of everything but the patterns. */
    int headBytes() {
        return WINDOW + steps * Float.BYTES;
    }

    /** Bytes of the patterns. */
    int patternBytes(int capacity) {
        return Prototypes.bytes(steps + 1, capacity);
    }

    /** Whether the next pattern may find no room. */
    boolean isFull(byte[] state, int head, int capacity) {
        return Numbers.getDouble(state, head + KNOWN) >= capacity;
    }

    /** Copies the patterns to a state with more room. */
    void copyPatterns(
            byte[] from, int fromAt, int fromCapacity, byte[] to, int toAt, int toCapacity) {
        prototypes.copy(from, fromAt, fromCapacity, to, toAt, toCapacity);
    }

    /**
     * How new the last steps are, with this value, as a logarithm; at least 0. It changes once per
     * step.
     *
     * @param head where its part of the state begins
     * @param patterns where its patterns begin
     * @param count values seen, with this one
     */
    double score(byte[] state, int head, int patterns, long count, double value, Scratch scratch) {
        long seen = count - phase;
        if (seen <= 0) {
            return 0;
        }
        double previous = Numbers.getDouble(state, head + PREVIOUS);
        double extreme = Numbers.getDouble(state, head + EXTREME);
        boolean first = (seen - 1) % step == 0;
        if (first || seen <= step || Math.abs(value - previous) > Math.abs(extreme - previous)) {
            extreme = value;
            Numbers.putDouble(state, head + EXTREME, extreme);
        }
        if (seen % step == 0) {
            Numbers.putDouble(state, head + PREVIOUS, extreme);
            int window = head + WINDOW;
            int rest = (steps - 1) * Float.BYTES;
            System.arraycopy(state, window + Float.BYTES, state, window, rest);
            Numbers.putFloat(state, window + rest, (float) extreme);
            if (seen >= (long) step * steps) {
                look(state, head, patterns, extreme, scratch);
            }
        }
        return Numbers.getDouble(state, head + SCORE);
    }

    private void look(byte[] state, int head, int patterns, double extreme, Scratch scratch) {
        float[] pattern = scratch.pattern(steps + 1);
        describe(state, head + WINDOW, pattern);
        int known = (int) Numbers.getDouble(state, head + KNOWN);
        if (known == 0) {
            prototypes.put(state, patterns, scratch.capacity(), 0, pattern);
            Numbers.putDouble(state, head + KNOWN, 1);
            return;
        }
        int nearest =
                prototypes.nearest(
                        state, patterns, known, pattern, scratch.sums(), scratch.values());
        double distance = scratch.sums()[nearest];
        long looks = (long) Numbers.getDouble(state, head + LOOKS) + 1;
        double gain = Math.max(MEMORY, 1.0 / looks);
        double mean = Numbers.getDouble(state, head + MEAN);
        double deviation = Numbers.getDouble(state, head + DEVIATION);
        mean += gain * (extreme - mean);
        deviation += gain * (Math.abs(extreme - mean) - deviation);
        double least = LEAST_EXCESS * deviation * Math.sqrt(steps);
        double score = tail.score(state, head + TAIL, looks - 1, distance, least);
        Numbers.putDouble(state, head + LOOKS, (double) looks);
        Numbers.putDouble(state, head + MEAN, mean);
        Numbers.putDouble(state, head + DEVIATION, deviation);
        Numbers.putDouble(state, head + SCORE, Math.log1p(score));

        double limit = Math.max(0, RunningQuantile.value(state, head + QUANTILE));
        boolean isNew = distance > limit || (distance > 0 && looks < LEARN_EVERYTHING);
        tail.add(state, head + TAIL, looks, distance);
        usual.add(state, head + QUANTILE, looks, distance);
        int capacity = scratch.capacity();
        if (isNew && known < capacity) {
            prototypes.put(state, patterns, capacity, known, pattern);
            Numbers.putDouble(state, head + KNOWN, known + 1.0);
        } else {
            float share = isNew ? PULL_NEW : PULL_KNOWN;
            prototypes.pull(state, patterns, capacity, nearest, pattern, share);
        }
    }

    private void describe(byte[] state, int window, float[] pattern) {
        double level = 0;
        for (int i = 0; i < steps; i++) {
            pattern[i + 1] = Numbers.getFloat(state, window + i * Float.BYTES);
            level += pattern[i + 1];
        }
        level /= steps;
        pattern[0] = (float) (level * Math.sqrt(steps));
        for (int i = 1; i <= steps; i++) {
            pattern[i] = (float) (pattern[i] - level);
        }
    }
}
