package io.fleetstream.jobs.shadow.function;

import io.fleetstream.jobs.common.FleetMetrics;
import io.fleetstream.jobs.shadow.domain.Outcome;
import io.fleetstream.jobs.shadow.domain.ShadowError;
import java.util.EnumMap;
import java.util.Map;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.metrics.Counter;

/** Counters of the requests, accepted and refused by reason. */
final class ShadowMetrics {
    private final Counter accepted;
    private final Counter answers;
    private final Counter repeated;
    private final Counter resent;
    private final Counter expiries;
    private final Map<ShadowError, Counter> rejected = new EnumMap<>(ShadowError.class);

    ShadowMetrics(RuntimeContext context) {
        FleetMetrics metrics = FleetMetrics.of(context);
        accepted = metrics.counter("accepted");
        answers = metrics.counter("answers");
        repeated = metrics.counter("repeated");
        resent = metrics.counter("resent");
        expiries = metrics.counter("expiries");
        for (ShadowError error : ShadowError.values()) {
            rejected.put(error, metrics.counter("rejected", "reason", error));
        }
    }

    void countRepeated() {
        repeated.inc();
    }

    void countResent() {
        resent.inc();
    }

    void countExpiry() {
        expiries.inc();
    }

    void count(Outcome outcome) {
        answers.inc(outcome.answers().size());
        (outcome.accepted() ? accepted : rejected.get(outcome.error())).inc();
    }
}
