package io.fleetstream.benchmarks.anomaly;

import java.util.Arrays;

/** A recording that was watched, with what is known of it. */
final class Recording {
    private final Series series;
    private final ScoreSheet sheet;
    private final double[] novelty;
    private final double[] severities;

    /**
     * A recording.
     *
     * @param sheet what alerts are worth; null if nobody has labelled it
     * @param novelty what the detector judges alerts by, before it keeps quiet after one
     * @param severities its other output
     */
    Recording(Series series, ScoreSheet sheet, double[] novelty, double[] severities) {
        this.series = series;
        this.sheet = sheet;
        this.novelty = novelty;
        this.severities = severities;
    }

    Series series() {
        return series;
    }

    ScoreSheet sheet() {
        return sheet;
    }

    double[] severities() {
        return severities;
    }

    /** The alerts of a threshold and a number of values without another. */
    boolean[] alerts(double threshold, int coolDown) {
        boolean[] alerts = new boolean[novelty.length];
        long last = Long.MIN_VALUE / 2;
        for (int row = 0; row < novelty.length; row++) {
            if (novelty[row] >= threshold && row - last > coolDown) {
                alerts[row] = true;
                last = row;
            }
        }
        return alerts;
    }

    /** What is written as {@code anomaly_score}: 0.5 is the threshold; 0 where it keeps quiet. */
    double[] scores(double threshold, int coolDown) {
        boolean[] alerts = alerts(threshold, coolDown);
        double[] scores = new double[novelty.length];
        long last = Long.MIN_VALUE / 2;
        for (int row = 0; row < novelty.length; row++) {
            if (row - last > coolDown) {
                scores[row] = novelty[row] / (novelty[row] + threshold);
            }
            if (alerts[row]) {
                last = row;
            }
        }
        return scores;
    }

    /** 1 for each row of an anomalous stretch, else 0. */
    double[] labels() {
        double[] labels = new double[novelty.length];
        Arrays.setAll(labels, row -> sheet.anomalous(row) ? 1 : 0);
        return labels;
    }
}
