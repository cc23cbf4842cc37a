package io.fleetstream.jobs.anomaly.domain.condition;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What several conditions have in common. */
final class Parts {
    private Parts() {}

    static Set<String> metrics(List<Condition> parts) {
        Set<String> metrics = new TreeSet<>();
        for (Condition part : parts) {
            metrics.addAll(part.metrics());
        }
        return metrics;
    }
}
