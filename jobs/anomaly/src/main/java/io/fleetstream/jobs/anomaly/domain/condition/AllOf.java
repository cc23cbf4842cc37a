package io.fleetstream.jobs.anomaly.domain.condition;

import java.util.List;
import java.util.Set;

/**
 * All of some conditions. One that is not met decides, whatever is unknown of the others.
 *
 * @param parts at least one
 */
public record AllOf(List<Condition> parts) implements Condition {
    public AllOf {
        parts = List.copyOf(parts);
    }

    @Override
    public Truth test(Subject subject) {
        Truth all = Truth.TRUE;
        for (Condition part : parts) {
            Truth one = part.test(subject);
            if (one == Truth.FALSE) {
                return Truth.FALSE;
            }
            all = one == Truth.UNKNOWN ? Truth.UNKNOWN : all;
        }
        return all;
    }

    @Override
    public Set<String> metrics() {
        return Parts.metrics(parts);
    }
}
