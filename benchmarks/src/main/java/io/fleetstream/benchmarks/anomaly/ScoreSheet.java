package io.fleetstream.benchmarks.anomaly;

import java.util.Arrays;
import java.util.List;

/**
 * What an alert at each row of one recording is worth, by the rules of the Numenta Anomaly
 * Benchmark 1.1: the earlier within an anomalous stretch the better, only the best of a stretch
 * counts, and every alert outside costs, less so shortly behind a stretch. The first 15 % of the
 * rows, at most 750, are for learning and do not count.
 */
final class ScoreSheet {
    private static final double LEARNING_SHARE = 0.15;
    private static final int LONGEST_LEARNING = 750;
    private static final double STEEPNESS = 5;
    private static final double FAR_BEHIND = 3;
    private static final int NONE = -1;

    private final int firstCounted;
    private final int[] stretch;
    private final double[] worth;
    private final int windows;

    private ScoreSheet(int firstCounted, int[] stretch, double[] worth, int windows) {
        this.firstCounted = firstCounted;
        this.stretch = stretch;
        this.worth = worth;
        this.windows = windows;
    }

    /** For a recording of so many rows. */
    static ScoreSheet of(int rows, List<Labels.Window> windows) {
        int[] stretch = new int[rows];
        double[] worth = new double[rows];
        Arrays.fill(stretch, NONE);
        Labels.Window before = null;
        int next = 0;
        for (int row = 0; row < rows; row++) {
            if (next < windows.size() && row > windows.get(next).last()) {
                before = windows.get(next);
                next++;
            }
            if (next < windows.size() && row >= windows.get(next).first()) {
                Labels.Window window = windows.get(next);
                stretch[row] = next;
                double left = window.last() - row + 1.0;
                worth[row] = sigmoid(-left / window.length()) / sigmoid(-1);
            } else {
                worth[row] =
                        before == null
                                ? -1
                                : sigmoid((row - before.last()) / (before.length() - 1.0));
            }
        }
        int learning = (int) Math.min(Math.floor(LEARNING_SHARE * rows), LONGEST_LEARNING);
        return new ScoreSheet(learning, stretch, worth, windows.size());
    }

    private static double sigmoid(double position) {
        return position > FAR_BEHIND ? -1 : 2 / (1 + Math.exp(STEEPNESS * position)) - 1;
    }

    int windows() {
        return windows;
    }

    /** First row that counts. */
    int firstCounted() {
        return firstCounted;
    }

    /** Whether the row lies in an anomalous stretch. */
    boolean anomalous(int row) {
        return stretch[row] != NONE;
    }

    /** Points of these alerts, one entry per row. */
    double points(Profile profile, boolean[] alerts) {
        double[] best = new double[windows];
        Arrays.fill(best, -profile.miss());
        double points = 0;
        for (int row = firstCounted; row < alerts.length; row++) {
            if (!alerts[row]) {
                continue;
            }
            if (anomalous(row)) {
                best[stretch[row]] = Math.max(best[stretch[row]], worth[row]);
            } else {
                points += profile.falseAlarm() * worth[row];
            }
        }
        for (int window = 0; window < windows; window++) {
            if (counts(window)) {
                points += best[window];
            }
        }
        return points;
    }

    private boolean counts(int window) {
        for (int row = firstCounted; row < stretch.length; row++) {
            if (stretch[row] == window) {
                return true;
            }
        }
        return false;
    }

    /** Alerts that lie outside of every stretch. */
    int falseAlarms(boolean[] alerts) {
        int count = 0;
        for (int row = firstCounted; row < alerts.length; row++) {
            if (alerts[row] && !anomalous(row)) {
                count++;
            }
        }
        return count;
    }

    /** Stretches with at least one alert. */
    int found(boolean[] alerts) {
        boolean[] hit = new boolean[windows];
        int count = 0;
        for (int row = firstCounted; row < alerts.length; row++) {
            if (alerts[row] && anomalous(row) && !hit[stretch[row]]) {
                hit[stretch[row]] = true;
                count++;
            }
        }
        return count;
    }
}
