package io.fleetstream.benchmarks.anomaly;

import io.fleetstream.benchmarks.measure.Figure;
import io.fleetstream.benchmarks.report.Outcome;
import io.fleetstream.benchmarks.run.Benchmark;
import io.fleetstream.benchmarks.run.Run;
import io.fleetstream.jobs.anomaly.domain.detector.Verdict;
import io.fleetstream.jobs.anomaly.domain.novelty.NoveltyDetector;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The novelty detector over recordings, one setting for all of them: writes what it says of each
 * value, and scores it where labels are known.
 */
public final class AnomalyBenchmark implements Benchmark {
    @Override
    public String name() {
        return "anomaly";
    }

    @Override
    public String description() {
        return "the novelty detector over recordings (--data), scored where they are labelled";
    }

    @Override
    public Outcome run(Run run) throws IOException {
        if (run.data().isEmpty()) {
            run.say("%s: skipped, no recordings given by --data", name());
            return outcome(List.of());
        }
        Path data = run.data().get();
        Optional<Labels> labels = Labels.find(data);
        List<Recording> labelled = new ArrayList<>();
        int written = 0;
        for (Series series : SeriesFiles.read(data)) {
            boolean known = labels.isPresent() && labels.get().know(series);
            ScoreSheet sheet =
                    known ? ScoreSheet.of(series.length(), labels.get().of(series)) : null;
            Recording recording = watch(series, sheet);
            if (known) {
                labelled.add(recording);
            }
            if (run.out().isPresent()) {
                SeriesFiles.write(
                        run.out().get(),
                        series,
                        recording.scores(NoveltyDetector.THRESHOLD, NoveltyDetector.COOL_DOWN),
                        recording.severities());
            }
            written++;
        }
        run.say("%s: %d recordings, %d of them labelled", name(), written, labelled.size());
        boolean scored = labelled.stream().anyMatch(each -> each.sheet().windows() > 0);
        return outcome(scored ? Scores.of(name(), labelled) : List.of());
    }

    private Outcome outcome(List<Figure> figures) {
        return new Outcome(name(), "value", List.of(), List.of(), List.of(), figures);
    }

    private static Recording watch(Series series, ScoreSheet sheet) {
        NoveltyDetector detector = new NoveltyDetector();
        byte[] state = detector.begin();
        double[] novelty = new double[series.length()];
        double[] severities = new double[series.length()];
        double severity = 0;
        for (int row = 0; row < series.length(); row++) {
            Verdict verdict = detector.take(state, row, series.value(row));
            state = verdict.state();
            severity = Double.isNaN(verdict.severity()) ? severity : verdict.severity();
            novelty[row] = NoveltyDetector.novelty(state);
            severities[row] = severity;
        }
        return new Recording(series, sheet, novelty, severities);
    }
}
