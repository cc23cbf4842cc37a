package io.fleetstream.jobs.ingest.domain.quality;

import io.fleetstream.jobs.ingest.domain.ParsedMetric;
import io.fleetstream.jobs.ingest.domain.SampleSummary;
import io.fleetstream.jobs.ingest.state.QuantityRow;

/** What can be said of a value by itself, in the model's unit. */
final class ValueRules {
    private ValueRules() {}

    /**
     * Whether the value, and least and greatest of its summary, lie in the range, ends included.
     */
    static boolean isInRange(ParsedMetric metric, QuantityRow quantity) {
        double least = metric.value();
        double greatest = metric.value();
        SampleSummary summary = metric.summary();
        if (summary != null) {
            least = summary.min() == null ? least : Math.min(least, summary.min());
            greatest = summary.max() == null ? greatest : Math.max(greatest, summary.max());
        }
        return (quantity.min() == null || least >= quantity.min())
                && (quantity.max() == null || greatest <= quantity.max());
    }

    /** Whether the value is one of those the model lists; a mean need not be. */
    static boolean isAllowed(ParsedMetric metric, QuantityRow quantity) {
        if (quantity.allowed() == null || metric.summary() != null) {
            return true;
        }
        for (double allowed : quantity.allowed()) {
            if (allowed == metric.value()) {
                return true;
            }
        }
        return false;
    }
}
