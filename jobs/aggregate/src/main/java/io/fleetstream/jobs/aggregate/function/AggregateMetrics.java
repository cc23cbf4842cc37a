package io.fleetstream.jobs.aggregate.function;

import io.fleetstream.jobs.common.FleetMetrics;
import org.apache.flink.metrics.Counter;

/** What an operator counts about windows. */
final class AggregateMetrics {
    private final Counter closed;
    private final Counter revised;
    private final Counter early;
    private final Counter lateReadings;
    private final Counter lateValues;
    private final Counter forgotten;

    AggregateMetrics(FleetMetrics metrics) {
        closed = metrics.counter("windowsClosed");
        revised = metrics.counter("windowsRevised");
        early = metrics.counter("windowsEarly");
        lateReadings = metrics.counter("lateReadings");
        lateValues = metrics.counter("lateValues");
        forgotten = metrics.counter("forgotten");
    }

    void row(boolean isEarly, int revision) {
        if (isEarly) {
            early.inc();
        } else if (revision == 0) {
            closed.inc();
        } else {
            revised.inc();
        }
    }

    void late(int values) {
        lateReadings.inc();
        lateValues.inc(values);
    }

    void forgotten() {
        forgotten.inc();
    }
}
