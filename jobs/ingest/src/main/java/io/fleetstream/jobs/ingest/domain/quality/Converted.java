package io.fleetstream.jobs.ingest.domain.quality;

import io.fleetstream.jobs.ingest.domain.ParsedMetric;
import io.fleetstream.jobs.ingest.domain.SampleSummary;
import io.fleetstream.jobs.ingest.domain.units.Conversion;

/** A metric in another unit. */
final class Converted {
    private Converted() {}

    /** The metric in {@code unit}; null if any of its numbers is too great for that. */
    static ParsedMetric of(ParsedMetric metric, Conversion conversion, String unit) {
        double value = conversion.of(metric.value());
        SampleSummary summary = metric.summary();
        if (!Double.isFinite(value)) {
            return null;
        }
        if (summary == null) {
            return new ParsedMetric(metric.name(), value, unit);
        }
        SampleSummary converted =
                new SampleSummary(
                        summary.count(),
                        summary.min() == null ? null : conversion.of(summary.min()),
                        summary.max() == null ? null : conversion.of(summary.max()),
                        summary.std() == null ? null : conversion.ofDifference(summary.std()));
        boolean finite =
                isFinite(converted.min()) && isFinite(converted.max()) && isFinite(converted.std());
        return finite ? new ParsedMetric(metric.name(), value, unit, converted) : null;
    }

    private static boolean isFinite(Double number) {
        return number == null || Double.isFinite(number);
    }
}
