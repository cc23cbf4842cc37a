package io.fleetstream.benchmarks.anomaly;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.IntUnaryOperator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * What scores are worth on recordings that had no say in the settings. Threshold and quiet time are
 * chosen from a grid around those in use, by the standard profile, on some of the recordings, and
 * scored on the others.
 */
final class CrossValidation {
    private static final double[] FACTORS =
            IntStream.rangeClosed(-12, 12).mapToDouble(step -> Math.pow(1.04, step)).toArray();
    private static final double[] QUIET = {0.5, 0.75, 1, 1.5, 2};
    private static final long SEED = 20261121;
    private static final int HALVES = 200;
    private static final double LOW = 0.1;

    private final List<Recording> recordings;
    private final double[][] points;

    /**
     * Tries the whole grid.
     *
     * @param threshold in use
     * @param coolDown in use
     */
    CrossValidation(List<Recording> recordings, double threshold, int coolDown) {
        this.recordings = recordings;
        List<double[]> tried = new ArrayList<>();
        for (double factor : FACTORS) {
            for (double quiet : QUIET) {
                tried.add(
                        recordings.stream()
                                .mapToDouble(
                                        each ->
                                                points(
                                                        each,
                                                        threshold * factor,
                                                        (int) (coolDown * quiet)))
                                .toArray());
            }
        }
        points = tried.toArray(new double[0][]);
    }

    private static double points(Recording recording, double threshold, int coolDown) {
        boolean[] alerts = recording.alerts(threshold, coolDown);
        return recording.sheet().points(Profile.STANDARD, alerts);
    }

    /** Each fold scored with what the other folds chose; neighbours by name fall into others. */
    double folds(int folds) {
        return held(index -> index % folds);
    }

    /** Each category scored with what the other categories chose. */
    double categories() {
        List<String> names =
                recordings.stream().map(each -> each.series().name().split("/", 2)[0]).toList();
        return held(index -> names.indexOf(names.get(index)));
    }

    private double held(IntUnaryOperator groupOf) {
        double sum = 0;
        int[] groups = IntStream.range(0, recordings.size()).map(groupOf).toArray();
        for (int group : Arrays.stream(groups).distinct().toArray()) {
            double[] row = chosen(index -> groups[index] == group ? 0 : 1);
            sum +=
                    IntStream.range(0, groups.length)
                            .filter(index -> groups[index] == group)
                            .mapToDouble(index -> row[index])
                            .sum();
        }
        return Profile.STANDARD.normalised(sum, windows(index -> 1));
    }

    /** Mean over random halves, each scored with what the other half chose; and a low one. */
    double[] halves() {
        Random random = new Random(SEED);
        double[] scores = new double[HALVES];
        List<Integer> order =
                new ArrayList<>(IntStream.range(0, recordings.size()).boxed().toList());
        for (int i = 0; i < HALVES; i++) {
            Collections.shuffle(order, random);
            List<Integer> first = List.copyOf(order.subList(0, order.size() / 2));
            double[] row = chosen(index -> first.contains(index) ? 1 : 0);
            IntUnaryOperator others = index -> first.contains(index) ? 0 : 1;
            scores[i] = Profile.STANDARD.normalised(sum(row, others), windows(others));
        }
        Arrays.sort(scores);
        double mean = DoubleStream.of(scores).average().orElse(0);
        return new double[] {mean, scores[(int) (LOW * HALVES)]};
    }

    private double[] chosen(IntUnaryOperator weight) {
        double[] best = points[0];
        for (double[] row : points) {
            if (sum(row, weight) > sum(best, weight)) {
                best = row;
            }
        }
        return best;
    }

    private static double sum(double[] row, IntUnaryOperator weight) {
        double sum = 0;
        for (int index = 0; index < row.length; index++) {
            sum += weight.applyAsInt(index) * row[index];
        }
        return sum;
    }

    private int windows(IntUnaryOperator weight) {
        return IntStream.range(0, recordings.size())
                .map(index -> weight.applyAsInt(index) * recordings.get(index).sheet().windows())
                .sum();
    }
}
