package io.fleetstream.jobs.anomaly.domain.novelty;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Looks at a stream in steps of some values and says how new the last few steps are, taken
 * together, beside all that came before.
 *
 * <p>A step keeps the value that is farthest from the step before, so a spike survives however
 * short it was. The last steps are a pattern: their level, and their shape around it. How far the
 * pattern is from the nearest one known is compared with how far patterns usually are.
 */
final class Scale {
    private static final double USUAL = 0.7;
    private static final double TAIL = 0.8;
    private static final double LEAST_EXCESS = 0.05;
    private static final double MEMORY = 5e-4;
    private static final double MOST = 40;
    private static final int LEARN_EVERYTHING = 20;
    private static final float PULL_KNOWN = 0.05f;
    private static final float PULL_NEW = 0.3f;

    private final int step;
    private final float[] window;
    private final float[] pattern;
    private final Prototypes known;
    private final RunningQuantile usual = new RunningQuantile(USUAL);
    private final ExcessTail tail = new ExcessTail(TAIL);

    private int toSkip;
    private int inStep;
    private int filled;
    private boolean started;
    private double extreme;
    private double previous;
    private long patterns;
    private double mean;
    private double deviation;
    private double score;

    /**
     * A scale without experience.
     *
     * @param step values in a step
     * @param steps steps in a pattern
     * @param phase values before the first step
     * @param prototypes patterns it can remember
     */
    Scale(int step, int steps, int phase, int prototypes) {
        this.step = step;
        toSkip = phase;
        window = new float[steps];
        pattern = new float[steps + 1];
        known = new Prototypes(steps + 1, prototypes);
    }

    /** How new the last steps are, with this value; at least 0. It changes once per step. */
    double score(double value) {
        if (toSkip > 0) {
            toSkip--;
            return 0;
        }
        if (inStep == 0 || !started || Math.abs(value - previous) > Math.abs(extreme - previous)) {
            extreme = value;
        }
        inStep++;
        if (inStep == step) {
            inStep = 0;
            started = true;
            previous = extreme;
            System.arraycopy(window, 1, window, 0, window.length - 1);
            window[window.length - 1] = (float) extreme;
            filled = Math.min(filled + 1, window.length);
            if (filled == window.length) {
                look();
            }
        }
        return score;
    }

    private void look() {
        double level = 0;
        for (float value : window) {
            level += value;
        }
        level /= window.length;
        double root = Math.sqrt(window.length);
        pattern[0] = (float) (level * root);
        for (int i = 0; i < window.length; i++) {
            pattern[i + 1] = (float) (window[i] - level);
        }
        if (known.isEmpty()) {
            known.add(pattern);
            return;
        }
        double distance = known.distance(pattern);
        patterns++;
        double gain = Math.max(MEMORY, 1.0 / patterns);
        mean += gain * (extreme - mean);
        deviation += gain * (Math.abs(extreme - mean) - deviation);
        score = Math.min(MOST, tail.score(distance, LEAST_EXCESS * deviation * root));
        learn(distance);
    }

    private void learn(double distance) {
        boolean isNew =
                distance > Math.max(0, usual.value())
                        || (distance > 0 && patterns < LEARN_EVERYTHING);
        tail.add(distance);
        usual.add(distance);
        if (!isNew) {
            known.pull(pattern, PULL_KNOWN);
        } else if (known.isFull()) {
            known.pull(pattern, PULL_NEW);
        } else {
            known.add(pattern);
        }
    }

    void write(DataOutput out) throws IOException {
        out.writeByte(toSkip);
        out.writeByte(inStep);
        out.writeByte(filled);
        out.writeBoolean(started);
        out.writeDouble(extreme);
        out.writeDouble(previous);
        for (float value : window) {
            out.writeFloat(value);
        }
        out.writeLong(patterns);
        out.writeDouble(mean);
        out.writeDouble(deviation);
        out.writeDouble(score);
        usual.write(out);
        tail.write(out);
        known.write(out);
    }

    void read(DataInput in) throws IOException {
        toSkip = in.readUnsignedByte();
        inStep = in.readUnsignedByte();
        filled = in.readUnsignedByte();
        started = in.readBoolean();
        extreme = in.readDouble();
        previous = in.readDouble();
        for (int i = 0; i < window.length; i++) {
            window[i] = in.readFloat();
        }
        patterns = in.readLong();
        mean = in.readDouble();
        deviation = in.readDouble();
        score = in.readDouble();
        usual.read(in);
        tail.read(in);
        known.read(in);
    }
}
