package io.fleetstream.jobs.anomaly.domain.novelty;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;

/**
 * Says of each value of a stream how new it makes the last while look, from what that stream has
 * shown before and nothing else: no training, no bounds, no knowledge of the end.
 *
 * <p>Four {@link Scale}s look at patterns from a few values to some fifty; a level that drifts away
 * from its long mean counts a little, and so does novelty that goes on. Each part is calibrated by
 * its own past ({@link ExcessTail}), so that parts and streams compare, and enters by its
 * logarithm, so that none outvotes the others.
 *
 * <p>At most some 8 KB; see the benchmark {@code anomaly} for scores, cost and size. Not safe for
 * concurrent use. The same values give the same severities, also across {@link #write} and {@link
 * #read}.
 */
public final class NoveltyDetector {
    private static final int VERSION = 1;
    private static final int PROTOTYPES = 64;
    private static final double MEMORY = 5e-4;
    private static final double FAST = 0.02;
    private static final double SLOW = 0.002;
    private static final double DRIFT_TAIL = 0.8;
    private static final double DRIFT_LEAST_EXCESS = 0.05;
    private static final double DRIFT_WEIGHT = 0.2;
    private static final double LASTING = 0.05;
    private static final double LASTING_TAIL = 0.9;
    private static final double LASTING_LEAST_EXCESS = 0.02;
    private static final double LASTING_WEIGHT = 0.4;
    private static final double MOST = 40;

    /** Beyond this values are taken for it: differences of single precision must stay finite. */
    private static final double GREATEST = 1e30;

    private final List<Scale> scales =
            List.of(
                    new Scale(2, 8, 0, PROTOTYPES),
                    new Scale(4, 6, 0, PROTOTYPES),
                    new Scale(4, 6, 2, PROTOTYPES),
                    new Scale(8, 5, 0, PROTOTYPES),
                    new Scale(8, 5, 4, PROTOTYPES),
                    new Scale(12, 4, 0, PROTOTYPES),
                    new Scale(12, 4, 6, PROTOTYPES));
    private final ExcessTail drift = new ExcessTail(DRIFT_TAIL);
    private final ExcessTail lasting = new ExcessTail(LASTING_TAIL);

    private long count;
    private double median;
    private double deviation;
    private double fast;
    private double slow;
    private double smoothed;
    private double severity;

    /**
     * Takes the next value.
     *
     * @return how unusual things look now, at least 0 and usually below 1; a value that is no
     *     number changes nothing and repeats the last answer
     */
    public double severity(double value) {
        if (!Double.isFinite(value)) {
            return severity;
        }
        double bounded = Math.max(-GREATEST, Math.min(GREATEST, value));
        count++;
        severity = novelty(bounded);
        severity += DRIFT_WEIGHT * drift(bounded);
        severity += LASTING_WEIGHT * lasting();
        return severity;
    }

    private double novelty(double value) {
        double sum = 0;
        for (Scale scale : scales) {
            sum += Math.log1p(scale.score(value));
        }
        return sum / scales.size();
    }

    private double drift(double value) {
        if (count == 1) {
            median = value;
            fast = value;
            slow = value;
        }
        deviation += Math.max(MEMORY, 1.0 / count) * (Math.abs(value - median) - deviation);
        median +=
                2
                        * Math.max(MEMORY, 0.25 / Math.sqrt((double) count))
                        * deviation
                        * Math.signum(value - median);
        fast += FAST * (value - fast);
        slow += Math.max(SLOW, 1.0 / count) * (value - slow);
        double away = Math.abs(fast - slow);
        double score = Math.min(MOST, drift.score(away, DRIFT_LEAST_EXCESS * deviation));
        drift.add(away);
        return Math.log1p(score);
    }

    private double lasting() {
        smoothed += LASTING * (severity - smoothed);
        double score = Math.min(MOST, lasting.score(smoothed, LASTING_LEAST_EXCESS));
        lasting.add(smoothed);
        return Math.log1p(score);
    }

    /** Writes all it knows. */
    public void write(DataOutput out) throws IOException {
        out.writeByte(VERSION);
        out.writeLong(count);
        out.writeDouble(median);
        out.writeDouble(deviation);
        out.writeDouble(fast);
        out.writeDouble(slow);
        out.writeDouble(smoothed);
        out.writeDouble(severity);
        drift.write(out);
        lasting.write(out);
        for (Scale scale : scales) {
            scale.write(out);
        }
    }

    /**
     * What {@link #write} wrote.
     *
     * @throws IOException if it is of a version this release does not know
     */
    public static NoveltyDetector read(DataInput in) throws IOException {
        int version = in.readUnsignedByte();
        if (version != VERSION) {
            throw new IOException("novelty detector of version " + version);
        }
        NoveltyDetector detector = new NoveltyDetector();
        detector.count = in.readLong();
        detector.median = in.readDouble();
        detector.deviation = in.readDouble();
        detector.fast = in.readDouble();
        detector.slow = in.readDouble();
        detector.smoothed = in.readDouble();
        detector.severity = in.readDouble();
        detector.drift.read(in);
        detector.lasting.read(in);
        for (Scale scale : detector.scales) {
            scale.read(in);
        }
        return detector;
    }
}
