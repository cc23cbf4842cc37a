package io.fleetstream.jobs.anomaly.domain.novelty;

import io.fleetstream.jobs.anomaly.domain.bytes.Numbers;
import io.fleetstream.jobs.anomaly.domain.detector.Detector;
import io.fleetstream.jobs.anomaly.domain.detector.Verdict;

/**
 * Says of each value of a stream how new it makes the last while look, from what that stream has
 * shown before and nothing else: no training, no bounds, no knowledge of the end.
 *
 * <p>Four lengths of {@link Scale}s look at patterns from a few values to some fifty; a level that
 * drifts away from its long mean counts a little, and so does novelty that goes on. Each part is
 * calibrated by its own past ({@link ExcessTail}), so that parts and streams compare, and enters by
 * its logarithm, so that none outvotes the others. The sum is the novelty.
 *
 * <p>There are two outputs. An alert is given when the novelty reaches {@link #THRESHOLD}, and then
 * none for {@link #COOL_DOWN} values: of one strange hour a person wants to hear once. The severity
 * is the greatest novelty of the last while in units of the threshold, forgotten by half in {@link
 * #FADE} values: how unusual the stretch is that the value stands in.
 *
 * <p>A state begins with two kilobytes and grows with what there is to remember, to 13. Times are
 * not looked at. See the benchmark {@code anomaly} for scores, {@code anomaly-cost} for cost.
 */
public final class NoveltyDetector implements Detector {
    /** Novelty from which on there is an alert. */
    public static final double THRESHOLD = 1.38;

    /** Values after an alert that give none. */
    public static final int COOL_DOWN = 90;

    /** Values in which half a severity is forgotten. */
    public static final int FADE = 100;

    private static final int VERSION = 9;
    private static final double MEMORY = 5e-4;
    private static final double FAST = 0.02;
    private static final double SLOW = 0.002;
    private static final double DRIFT_TAIL = 0.8;
    private static final double DRIFT_LEAST_EXCESS = 0.05;
    private static final double DRIFT_WEIGHT = 0.2;
    private static final double LASTING = 0.05;
    private static final double LASTING_TAIL = 0.9;
    private static final double LASTING_LEAST_EXCESS = 0.02;
    private static final double LASTING_WEIGHT = 0.3;
    private static final double FADED = Math.pow(0.5, 1.0 / FADE);

    /** Beyond this values are taken for it: differences of single precision must stay finite. */
    private static final double GREATEST = 1e30;

    private static final int COUNT = Layout.HEAD;
    private static final int MEDIAN = COUNT + Double.BYTES;
    private static final int DEVIATION = MEDIAN + Double.BYTES;
    private static final int FAST_MEAN = DEVIATION + Double.BYTES;
    private static final int SLOW_MEAN = FAST_MEAN + Double.BYTES;
    private static final int SMOOTHED = SLOW_MEAN + Double.BYTES;
    private static final int NOVELTY = SMOOTHED + Double.BYTES;
    private static final int SEVERITY = NOVELTY + Double.BYTES;
    private static final int QUIET_UNTIL = SEVERITY + Double.BYTES;
    private static final int DRIFT = QUIET_UNTIL + Double.BYTES;
    private static final int GOING_ON = DRIFT + ExcessTail.BYTES;
    private static final int SCALES = GOING_ON + ExcessTail.BYTES;

    private final ExcessTail drift = new ExcessTail(DRIFT_TAIL);
    private final ExcessTail lasting = new ExcessTail(LASTING_TAIL);
    private final Layout layout = new Layout(VERSION, SCALES);
    private final double threshold;
    private final int coolDown;

    /**
     * With the threshold and the quiet time that were found to be good for many kinds of streams.
     */
    public NoveltyDetector() {
        this(1, COOL_DOWN);
    }

    /**
     * A detector that is harder or easier to impress.
     *
     * @param factor of the threshold; positive, less than 1 for more alerts
     * @param coolDown values after an alert that give none
     */
    public NoveltyDetector(double factor, int coolDown) {
        if (!(factor > 0) || coolDown < 0) {
            throw new IllegalArgumentException(
                    "factor %s and cool-down %d".formatted(factor, coolDown));
        }
        this.threshold = factor * THRESHOLD;
        this.coolDown = coolDown;
    }

    /** What alerts are judged by, as of the last value; at least 0. */
    public static double novelty(byte[] state) {
        return Numbers.getDouble(state, NOVELTY);
    }

    @Override
    public byte[] begin() {
        return layout.create();
    }

    @Override
    public int mostBytes() {
        return layout.mostBytes();
    }

    @Override
    public Verdict take(byte[] state, long time, double... values) {
        if (values.length != 1) {
            throw new IllegalArgumentException(values.length + " values, expected 1");
        }
        byte[] now = layout.withRoom(state);
        if (!Double.isFinite(values[0])) {
            return new Verdict(now, Double.NaN, false);
        }
        double value = Math.max(-GREATEST, Math.min(GREATEST, values[0]));
        long count = (long) Numbers.getDouble(now, COUNT) + 1;
        Numbers.putDouble(now, COUNT, (double) count);
        double novelty = layout.novelty(now, count, value);
        novelty += DRIFT_WEIGHT * drift(now, count, value);
        novelty += LASTING_WEIGHT * lasting(now, count, novelty);
        Numbers.putDouble(now, NOVELTY, novelty);
        double severity = Math.max(novelty, FADED * Numbers.getDouble(now, SEVERITY));
        Numbers.putDouble(now, SEVERITY, severity);
        boolean alert = novelty >= threshold && count >= Numbers.getDouble(now, QUIET_UNTIL);
        if (alert) {
            Numbers.putDouble(now, QUIET_UNTIL, (double) (count + coolDown + 1));
        }
        return new Verdict(now, severity / threshold, alert);
    }

    private double drift(byte[] state, long count, double value) {
        boolean first = count == 1;
        double median = first ? value : Numbers.getDouble(state, MEDIAN);
        double fast = first ? value : Numbers.getDouble(state, FAST_MEAN);
        double slow = first ? value : Numbers.getDouble(state, SLOW_MEAN);
        double deviation = Numbers.getDouble(state, DEVIATION);
        deviation += Math.max(MEMORY, 1.0 / count) * (Math.abs(value - median) - deviation);
        double step = 2 * Math.max(MEMORY, 0.25 / Math.sqrt((double) count)) * deviation;
        median += step * Math.signum(value - median);
        fast += FAST * (value - fast);
        slow += Math.max(SLOW, 1.0 / count) * (value - slow);
        Numbers.putDouble(state, MEDIAN, median);
        Numbers.putDouble(state, FAST_MEAN, fast);
        Numbers.putDouble(state, SLOW_MEAN, slow);
        Numbers.putDouble(state, DEVIATION, deviation);
        double away = Math.abs(fast - slow);
        double score = drift.score(state, DRIFT, count - 1, away, DRIFT_LEAST_EXCESS * deviation);
        drift.add(state, DRIFT, count, away);
        return logarithm(score);
    }

    private double lasting(byte[] state, long count, double novelty) {
        double smoothed = Numbers.getDouble(state, SMOOTHED);
        smoothed += LASTING * (novelty - smoothed);
        Numbers.putDouble(state, SMOOTHED, smoothed);
        double score = lasting.score(state, GOING_ON, count - 1, smoothed, LASTING_LEAST_EXCESS);
        lasting.add(state, GOING_ON, count, smoothed);
        return logarithm(score);
    }

    private static double logarithm(double score) {
        return score == 0 ? 0 : Math.log1p(score);
    }
}
