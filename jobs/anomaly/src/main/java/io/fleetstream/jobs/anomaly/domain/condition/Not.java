package io.fleetstream.jobs.anomaly.domain.condition;

import java.util.Set;

/**
 * The opposite of a condition.
 *
 * @param of the condition
 */
public record Not(Condition of) implements Condition {
    @Override
    public Truth test(Subject subject) {
        return of.test(subject).not();
    }

    @Override
    public Set<String> metrics() {
        return of.metrics();
    }
}
