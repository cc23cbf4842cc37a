package io.fleetstream.benchmarks.bearings;

import io.fleetstream.benchmarks.measure.Better;
import io.fleetstream.benchmarks.measure.Figure;
import io.fleetstream.benchmarks.report.Outcome;
import io.fleetstream.benchmarks.run.Benchmark;
import io.fleetstream.benchmarks.run.Run;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Follows bearings that were recorded until they failed, with one setting for all, and says when
 * each was found to degrade, as part of its life. Bars: no alarm in the first half of any
 * recording, and the bearing that has grown most at the end found before the last twentieth.
 */
public final class BearingsBenchmark implements Benchmark {
    private static final double PERCENT = 100;
    private static final double HALF = 0.5;
    private static final double LAST_TWENTIETH = 0.95;

    @Override
    public String name() {
        return "bearings";
    }

    @Override
    public String description() {
        return "when bearings recorded until failure (--data) are found to degrade";
    }

    @Override
    public Outcome run(Run run) throws IOException {
        if (run.data().isEmpty()) {
            run.say("%s: skipped, no recordings given by --data", name());
            return outcome(List.of());
        }
        Path data = run.data().get();
        List<Recording> recordings = RecordingFiles.read(data);
        if (recordings.isEmpty()) {
            throw new IOException(data + " has no file *.csv");
        }
        List<Finding> findings = new ArrayList<>();
        List<Figure> figures = new ArrayList<>();
        for (Recording recording : recordings) {
            Finding finding = Finding.of(recording);
            findings.add(finding);
            FindingText.lines(finding).forEach(line -> run.say("%s", line));
            figures.addAll(figures(finding));
        }
        if (run.out().isPresent()) {
            FindingFiles.write(run.out().get(), findings);
            run.say("%s: plots in %s", name(), run.out().get().resolve(FindingFiles.PAGE));
        }
        return outcome(figures);
    }

    private List<Figure> figures(Finding finding) {
        String prefix = name() + "." + finding.recording().name() + ".";
        Bearing worst = finding.worst();
        List<Figure> figures = new ArrayList<>();
        figures.add(
                new Figure(
                        prefix + "first-flag",
                        finding.firstFlag() / PERCENT,
                        "x",
                        Better.HIGHER,
                        HALF));
        figures.add(
                new Figure(
                        prefix + "worst-bearing." + key(worst),
                        finding.flag(worst) / PERCENT,
                        "x",
                        Better.LOWER,
                        LAST_TWENTIETH));
        for (Bearing bearing : finding.bearings()) {
            figures.add(
                    new Figure(
                            prefix + "flag." + key(bearing),
                            finding.flag(bearing) / PERCENT,
                            "x",
                            Better.HIGHER));
        }
        return figures;
    }

    private static String key(Bearing bearing) {
        return bearing.name().replaceAll("[^\\w-]", "_");
    }

    private Outcome outcome(List<Figure> figures) {
        return new Outcome(name(), "window", List.of(), List.of(), List.of(), figures);
    }
}
