package io.fleetstream.jobs.anomaly.domain.presence;

import io.fleetstream.jobs.anomaly.domain.bytes.ByteReader;
import io.fleetstream.jobs.anomaly.domain.bytes.ByteWriter;
import java.util.Arrays;

/**
 * The usual time between two messages: a high quantile of the gaps by the P² algorithm, in five
 * numbers. What was learned long ago weighs less: the count is halved when it gets large, so that a
 * device that is told another interval is followed.
 */
final class LearnedInterval {
    private static final int MARKERS = 5;
    private static final double SHARE = 0.95;
    private static final double[] SHARES = {0, SHARE / 2, SHARE, (1 + SHARE) / 2, 1};
    private static final int FEWEST = 20;
    private static final int MOST = 512;

    private final double[] heights = new double[MARKERS];
    private final int[] positions = {1, 2, 3, 4, 5};
    private int count;

    /** The interval in milliseconds; 0 as long as too few gaps were seen. */
    long millis() {
        return count < FEWEST ? 0 : Math.max(1, Math.round(heights[2]));
    }

    int count() {
        return count;
    }

    /** Takes a gap in milliseconds. */
    void add(long gap) {
        if (count < MARKERS) {
            heights[count++] = gap;
            Arrays.sort(heights, 0, count);
            return;
        }
        if (count >= MOST) {
            halve();
        }
        int cell = cell(gap);
        for (int index = cell + 1; index < MARKERS; index++) {
            positions[index]++;
        }
        count++;
        for (int index = 1; index < MARKERS - 1; index++) {
            adjust(index);
        }
    }

    void write(ByteWriter out) {
        out.putUnsigned(count);
        long last = 0;
        for (int index = 0; index < Math.min(count, MARKERS); index++) {
            long height = Math.round(heights[index]);
            out.putSigned(height - last).putUnsigned(positions[index]);
            last = height;
        }
    }

    static LearnedInterval read(ByteReader in) {
        LearnedInterval learned = new LearnedInterval();
        learned.count = (int) in.getUnsigned();
        long last = 0;
        for (int index = 0; index < Math.min(learned.count, MARKERS); index++) {
            last += in.getSigned();
            learned.heights[index] = last;
            learned.positions[index] = (int) in.getUnsigned();
        }
        return learned;
    }

    /** Between which markers it lies; widens the outer ones if it lies outside. */
    private int cell(long gap) {
        if (gap < heights[0]) {
            heights[0] = gap;
            return 0;
        }
        if (gap >= heights[MARKERS - 1]) {
            heights[MARKERS - 1] = gap;
            return MARKERS - 2;
        }
        int cell = 0;
        while (gap >= heights[cell + 1]) {
            cell++;
        }
        return cell;
    }

    private void adjust(int index) {
        double wanted = 1 + (count - 1) * SHARES[index];
        double distance = wanted - positions[index];
        boolean up = distance >= 1 && positions[index + 1] - positions[index] > 1;
        boolean down = distance <= -1 && positions[index - 1] - positions[index] < -1;
        if (!up && !down) {
            return;
        }
        int step = up ? 1 : -1;
        double height = parabolic(index, step);
        if (height <= heights[index - 1] || height >= heights[index + 1]) {
            height = linear(index, step);
        }
        // what is stored is whole, and must be what is remembered
        heights[index] = Math.rint(height);
        positions[index] += step;
    }

    private double parabolic(int index, int step) {
        double before = positions[index] - positions[index - 1];
        double after = positions[index + 1] - positions[index];
        double slopeAfter = (heights[index + 1] - heights[index]) / after;
        double slopeBefore = (heights[index] - heights[index - 1]) / before;
        return heights[index]
                + step
                        / (before + after)
                        * ((before + step) * slopeAfter + (after - step) * slopeBefore);
    }

    private double linear(int index, int step) {
        return heights[index]
                + step
                        * (heights[index + step] - heights[index])
                        / (positions[index + step] - positions[index]);
    }

    /** Half as many gaps, at the same places; the outer heights forget the extremes. */
    private void halve() {
        count = count / 2;
        for (int index = 0; index < MARKERS; index++) {
            positions[index] = 1 + (int) Math.round((count - 1) * SHARES[index]);
        }
        heights[0] = heights[1];
        heights[MARKERS - 1] = heights[MARKERS - 2];
    }
}
