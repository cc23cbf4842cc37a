package io.fleetstream.benchmarks.anomaly;

import io.fleetstream.benchmarks.measure.Better;
import io.fleetstream.benchmarks.measure.Figure;
import io.fleetstream.jobs.anomaly.domain.novelty.NoveltyDetector;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleBiFunction;

/** The figures of labelled recordings. */
final class Scores {
    private static final int FOLDS = 5;
    private static final double STANDARD_TARGET = 70;
    private static final double SEVERITY_TARGET = 0.35;

    private final String name;
    private final List<Figure> figures = new ArrayList<>();

    private Scores(String name) {
        this.name = name;
    }

    /** All of them; at least one recording must have an anomalous stretch. */
    static List<Figure> of(String name, List<Recording> recordings) {
        Scores scores = new Scores(name);
        scores.frozen(recordings);
        scores.validated(recordings);
        scores.ranked(recordings);
        return scores.figures;
    }

    private void frozen(List<Recording> recordings) {
        int windows = recordings.stream().mapToInt(each -> each.sheet().windows()).sum();
        for (Profile profile : Profile.values()) {
            double points =
                    recordings.stream()
                            .mapToDouble(each -> each.sheet().points(profile, alerts(each)))
                            .sum();
            Double target = profile == Profile.STANDARD ? STANDARD_TARGET : null;
            add(profile.label(), profile.normalised(points, windows), "", target);
        }
        int found = recordings.stream().mapToInt(each -> each.sheet().found(alerts(each))).sum();
        add("found", 100.0 * found / windows, "%", null);
        int wrong =
                recordings.stream().mapToInt(each -> each.sheet().falseAlarms(alerts(each))).sum();
        long rows = recordings.stream().mapToLong(each -> each.series().length()).sum();
        figures.add(
                new Figure(
                        name + ".false-alarms", 1e3 * wrong / rows, "/1000 values", Better.LOWER));
    }

    private void validated(List<Recording> recordings) {
        CrossValidation validation =
                new CrossValidation(
                        recordings, NoveltyDetector.THRESHOLD, NoveltyDetector.COOL_DOWN);
        add("cross-validated.folds", validation.folds(FOLDS), "", null);
        add("cross-validated.categories", validation.categories(), "", null);
        double[] halves = validation.halves();
        add("cross-validated.halves", halves[0], "", null);
        add("cross-validated.halves.p10", halves[1], "", null);
    }

    private void ranked(List<Recording> recordings) {
        double precision = mean(recordings, Ranking::averagePrecision);
        add("severity.auc-pr", precision, "", SEVERITY_TARGET);
        add("severity.vus-pr", mean(recordings, Ranking::volume), "", SEVERITY_TARGET);
    }

    private static double mean(
            List<Recording> recordings, ToDoubleBiFunction<double[], double[]> area) {
        return recordings.stream()
                .filter(each -> each.sheet().windows() > 0)
                .mapToDouble(each -> area.applyAsDouble(each.severities(), each.labels()))
                .average()
                .orElse(0);
    }

    private static boolean[] alerts(Recording recording) {
        return recording.alerts(NoveltyDetector.THRESHOLD, NoveltyDetector.COOL_DOWN);
    }

    private void add(String figure, double value, String unit, Double target) {
        figures.add(new Figure(name + "." + figure, value, unit, Better.HIGHER, target));
    }
}
