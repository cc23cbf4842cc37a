package io.fleetstream.jobs.anomaly.domain.forest;

import com.amazon.randomcutforest.RandomCutForest;
import io.fleetstream.jobs.anomaly.domain.bytes.ByteReader;
import io.fleetstream.jobs.anomaly.domain.bytes.ByteWriter;
import io.fleetstream.jobs.anomaly.domain.detector.Detector;
import io.fleetstream.jobs.anomaly.domain.detector.Verdict;

/**
 * Random cut forest (Guha and others, 2016) by the library of its authors: how far the last values
 * of a stream, taken together, lie from a sample of those before. What it scores is judged by the
 * scores before: severity is their distance from the usual one, in deviations.
 *
 * <p>The whole forest is read, changed and written with every value: hundreds of times dearer than
 * any other detector here, in time and in bytes. For few streams that come slowly.
 */
public final class ForestDetector implements Detector {
    /** The most trees. */
    public static final int MOST_TREES = 100;

    /** The most values that a tree is made of. */
    public static final int MOST_SAMPLES = 256;

    /** The most values that are taken together. */
    public static final int MOST_SHINGLE = 32;

    private static final int FORM = 12;
    private static final long SEED = 20_261_121;

    /** Scores that count for what is usual. */
    private static final double MEMORY = 500;

    /** Scores before which nothing is said of one. */
    private static final int LEARN = 50;

    /** Scores of streams in which nothing happens differ by less than that. */
    private static final double LEAST_DEVIATION = 0.05;

    /** What single precision can add up. */
    private static final double GREATEST = 1e30;

    private static final double MOST_SEVERE = 1e6;

    // of the library's form of a tree, and beside all trees; measured, with a margin
    private static final int BYTES_PER_SAMPLE = 24;
    private static final int BYTES_PER_TREE = 2_000;
    private static final int BYTES_BESIDE = 4_000;

    private final int trees;
    private final int samples;
    private final int shingle;
    private final double limit;
    private final long coolDown;
    private final ForestCodec codec = new ForestCodec(SEED);

    /**
     * A detector.
     *
     * @param trees 1 to {@link #MOST_TREES}
     * @param samples values that a tree is made of, 16 to {@link #MOST_SAMPLES}
     * @param shingle values that are taken together, 1 to {@link #MOST_SHINGLE}
     * @param limit deviations from the usual score; positive
     * @param coolDown milliseconds after an alert without another
     */
    public ForestDetector(int trees, int samples, int shingle, double limit, long coolDown) {
        this.trees = trees;
        this.samples = samples;
        this.shingle = shingle;
        this.limit = limit;
        this.coolDown = coolDown;
    }

    @Override
    public byte[] begin() {
        return new Scores().write(new byte[0]);
    }

    @Override
    public int mostBytes() {
        int perTree = BYTES_PER_TREE + samples * BYTES_PER_SAMPLE;
        int points = trees * samples * Float.BYTES * 2 + shingle * Double.BYTES;
        return trees * perTree + points + BYTES_BESIDE;
    }

    @Override
    public Verdict take(byte[] state, long time, double... values) {
        if (values.length != 1) {
            throw new IllegalArgumentException(values.length + " values are not for a forest");
        }
        ByteReader in = new ByteReader(state);
        Scores scores = Scores.read(in);
        byte[] stored = in.getBytes();
        if (!Double.isFinite(values[0])) {
            return new Verdict(state, Double.NaN, false);
        }
        RandomCutForest forest = stored.length == 0 ? plant() : codec.read(stored);
        float[] point = {(float) Math.max(-GREATEST, Math.min(GREATEST, values[0]))};
        double severity = Double.NaN;
        if (forest.isOutputReady()) {
            severity = scores.judge(forest.getAnomalyScore(point), limit);
        }
        forest.update(point);
        boolean alert = severity >= 1 && time >= scores.quietUntil;
        if (alert) {
            scores.quietUntil = time + coolDown;
        }
        return new Verdict(scores.write(codec.write(forest)), severity, alert);
    }

    private RandomCutForest plant() {
        return RandomCutForest.builder()
                .dimensions(shingle)
                .shingleSize(shingle)
                .internalShinglingEnabled(true)
                .numberOfTrees(trees)
                .sampleSize(samples)
                .randomSeed(SEED)
                .build();
    }

    /** What is usual of scores, and what stands before the forest in the state. */
    private static final class Scores {
        private long count;
        private double mean;
        private double variance;
        private long quietUntil = Long.MIN_VALUE;

        static Scores read(ByteReader in) {
            try {
                if (in.get() != FORM) {
                    throw new IllegalArgumentException("no state of a forest");
                }
                Scores scores = new Scores();
                scores.count = in.getUnsigned();
                scores.mean = in.getDouble();
                scores.variance = in.getDouble();
                scores.quietUntil = in.getFixed();
                return scores;
            } catch (IllegalStateException e) {
                throw new IllegalArgumentException("no state of a forest", e);
            }
        }

        byte[] write(byte[] forest) {
            ByteWriter out = new ByteWriter().put(FORM).putUnsigned(count);
            out.putDouble(mean).putDouble(variance).putFixed(quietUntil);
            return out.putBytes(forest).toBytes();
        }

        /**
         * The severity of a score, which is learned then; outliers teach no more than the limit.
         */
        double judge(double score, double limit) {
            count++;
            double deviation = Math.max(LEAST_DEVIATION, Math.sqrt(variance));
            double distance = count == 1 ? 0 : score - mean;
            double severity =
                    count <= LEARN
                            ? Double.NaN
                            : Math.min(MOST_SEVERE, Math.max(0, distance) / (limit * deviation));
            double share = Math.max(1 / MEMORY, 1.0 / count);
            double learned = count <= LEARN ? distance : Math.min(distance, limit * deviation);
            mean = count == 1 ? score : mean + share * learned;
            variance = (1 - share) * (variance + share * learned * learned);
            return severity;
        }
    }
}
