package io.fleetstream.benchmarks.report;

import io.fleetstream.benchmarks.measure.Comparison;
import io.fleetstream.benchmarks.measure.Figure;
import io.fleetstream.benchmarks.measure.Statistics;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** The report for people: per benchmark a row for each variant and a line for each bar. */
public final class TableReport {
    private static final String ROW = "  %-18s %12s %14s %12s %7s%n";
    private static final double PERCENT = 100;

    private TableReport() {}

    /** All benchmarks of a run, in their order. */
    public static String of(List<Outcome> outcomes) {
        StringBuilder text = new StringBuilder();
        outcomes.forEach(outcome -> append(text, outcome));
        return text.toString();
    }

    private static void append(StringBuilder text, Outcome outcome) {
        Statistics statistics = outcome.statistics();
        String unit = outcome.unit();
        text.append(String.format("%n%s%n", outcome.benchmark()));
        if (!outcome.variants().isEmpty()) {
            text.append(
                    String.format(
                            ROW,
                            "variant",
                            "CPU us/" + unit,
                            unit + "s/s",
                            "bytes/" + unit,
                            "GC %"));
        }
        for (String variant : outcome.variants()) {
            text.append(
                    String.format(
                            ROW,
                            variant,
                            number("%.2f", statistics.leastCpuMicros(variant)),
                            number("%,.0f", statistics.medianRate(variant)),
                            or("%,.0f", 1, statistics.medianAllocation(variant)),
                            or("%.1f", PERCENT, statistics.medianGcShare(variant))));
        }
        outcome.times().forEach(figure -> append(text, figure));
        for (Comparison comparison : outcome.comparisons()) {
            append(text, comparison.figure(outcome.benchmark(), statistics));
        }
    }

    private static void append(StringBuilder text, Figure figure) {
        text.append(
                String.format(
                        "  %s: %s, %s is better%s%n",
                        figure.name(),
                        value(figure, figure.value()),
                        figure.better().word(),
                        verdict(figure)));
    }

    private static String verdict(Figure figure) {
        return figure.target() == null
                ? ", no target"
                : ", target "
                        + value(figure, figure.target())
                        + (figure.ok() ? ": ok" : ": MISSED");
    }

    private static String value(Figure figure, double value) {
        String format =
                switch (figure.unit()) {
                    case "s" -> "%.3f ";
                    case "x" -> "%.2f";
                    default -> "%.2f ";
                };
        return number(format, value) + figure.unit();
    }

    private static String or(String format, double factor, OptionalDouble value) {
        return value.isPresent() ? number(format, factor * value.getAsDouble()) : "-";
    }

    private static String number(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }
}
