package io.fleetstream.benchmarks.report;

import io.fleetstream.benchmarks.measure.Better;
import io.fleetstream.benchmarks.measure.Comparison;
import io.fleetstream.benchmarks.measure.Drain;
import io.fleetstream.benchmarks.measure.Figure;
import io.fleetstream.benchmarks.measure.Statistics;
import java.util.ArrayList;
import java.util.List;

/**
 * All that one benchmark found out.
 *
 * @param benchmark its name
 * @param unit what is counted: {@code record} or {@code message}
 * @param variants names, ceilings first
 * @param comparisons the bars
 * @param drains every repetition, warm-ups included, in the order they ran
 * @param times bars that are no ratios, such as times people wait
 */
public record Outcome(
        String benchmark,
        String unit,
        List<String> variants,
        List<Comparison> comparisons,
        List<Drain> drains,
        List<Figure> times) {

    /** Takes copies of the lists. */
    public Outcome {
        variants = List.copyOf(variants);
        comparisons = List.copyOf(comparisons);
        drains = List.copyOf(drains);
        times = List.copyOf(times);
    }

    /** An outcome whose bars are all ratios. */
    public Outcome(
            String benchmark,
            String unit,
            List<String> variants,
            List<Comparison> comparisons,
            List<Drain> drains) {
        this(benchmark, unit, variants, comparisons, drains, List.of());
    }

    /** The statistics of the measured drains. */
    public Statistics statistics() {
        return new Statistics(drains);
    }

    /** The bars, then CPU time and wall rate of each variant. */
    public List<Figure> figures() {
        Statistics statistics = statistics();
        List<Figure> figures = new ArrayList<>(times);
        for (Comparison comparison : comparisons) {
            figures.add(comparison.figure(benchmark, statistics));
        }
        for (String variant : variants) {
            String prefix = benchmark + "." + variant;
            figures.add(
                    new Figure(
                            prefix + ".cpu",
                            statistics.leastCpuMicros(variant),
                            "us/" + unit,
                            Better.LOWER));
            figures.add(
                    new Figure(
                            prefix + ".rate",
                            statistics.medianRate(variant),
                            unit + "s/s",
                            Better.HIGHER));
        }
        return figures;
    }

    /** Whether every bar with a target reached it. */
    public boolean ok() {
        return figures().stream().allMatch(Figure::ok);
    }
}
