package io.fleetstream.jobs.ingest.domain.payload;

import io.fleetstream.jobs.ingest.domain.ParsedMetric;
import io.fleetstream.jobs.ingest.domain.RejectedException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Metrics of one reading, in order; no name comes twice. */
final class MetricList {
    private static final int SCANNED = 16;

    private final List<ParsedMetric> metrics = new ArrayList<>();
    private Set<String> names;

    /**
     * Adds one.
     *
     * @throws RejectedException NOT_JSON if its name is there already; TOO_LARGE if it is one too
     *     many
     */
    void add(ParsedMetric given) throws RejectedException {
        Most.metrics(metrics.size());
        if (!isNew(given.name())) {
            throw JsonCursor.notJson("a metric is given twice");
        }
        metrics.add(given);
    }

    boolean isEmpty() {
        return metrics.isEmpty();
    }

    ParsedMetric first() {
        return metrics.get(0);
    }

    boolean has(String name) {
        return metrics.stream().anyMatch(metric -> metric.name().equals(name));
    }

    /** Removes the metric of that name; null if there is none. */
    ParsedMetric take(String name) {
        for (int i = 0; i < metrics.size(); i++) {
            if (metrics.get(i).name().equals(name)) {
                if (names != null) {
                    names.remove(name);
                }
                return metrics.remove(i);
            }
        }
        return null;
    }

    /** The metrics; nothing may be added afterwards. */
    List<ParsedMetric> toList() {
        return metrics;
    }

    private boolean isNew(String name) {
        if (names != null || metrics.size() >= SCANNED) {
            // Many names, so no scan over all of them for each.
            if (names == null) {
                names = new HashSet<>();
                metrics.forEach(known -> names.add(known.name()));
            }
            return names.add(name);
        }
        for (ParsedMetric known : metrics) {
            if (known.name().equals(name)) {
                return false;
            }
        }
        return true;
    }
}
