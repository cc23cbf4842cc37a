package io.fleetstream.jobs.anomaly.domain.condition;

import java.util.List;
import java.util.Set;

/**
 * One of some conditions. One that is met decides, whatever is unknown of the others.
 *
 * @param parts at least one
 */
public record AnyOf(List<Condition> parts) implements Condition {
    public AnyOf {
        parts = List.copyOf(parts);
    }

    @Override
    public Truth test(Subject subject) {
        Truth any = Truth.FALSE;
        for (Condition part : parts) {
            Truth one = part.test(subject);
            if (one == Truth.TRUE) {
                return Truth.TRUE;
            }
            any = one == Truth.UNKNOWN ? Truth.UNKNOWN : any;
        }
        return any;
    }

    @Override
    public Set<String> metrics() {
        return Parts.metrics(parts);
    }
}
