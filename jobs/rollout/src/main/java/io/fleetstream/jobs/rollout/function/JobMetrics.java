package io.fleetstream.jobs.rollout.function;

import io.fleetstream.jobs.common.FleetMetrics;
import io.fleetstream.jobs.rollout.domain.job.Change;
import io.fleetstream.jobs.rollout.domain.job.ExecutionStatus;
import io.fleetstream.jobs.rollout.domain.job.JobError;
import java.util.EnumMap;
import java.util.Map;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.metrics.Counter;

/** Counters of requests, effects and versions of executions. */
final class JobMetrics {
    private final Counter accepted;
    private final Counter effects;
    private final Counter repeated;
    private final Counter ticks;
    private final Counter overflows;
    private final Map<JobError, Counter> rejected = new EnumMap<>(JobError.class);
    private final Map<ExecutionStatus, Counter> versions = new EnumMap<>(ExecutionStatus.class);

    JobMetrics(RuntimeContext context) {
        FleetMetrics metrics = FleetMetrics.of(context);
        accepted = metrics.counter("accepted");
        effects = metrics.counter("effects");
        repeated = metrics.counter("repeated");
        ticks = metrics.counter("ticks");
        overflows = metrics.counter("overflows");
        for (JobError error : JobError.values()) {
            rejected.put(error, metrics.counter("rejected", "reason", error));
        }
        for (ExecutionStatus status : ExecutionStatus.values()) {
            versions.put(status, metrics.counter("executions", "status", status));
        }
    }

    void countRequest(JobError error) {
        (error == null ? accepted : rejected.get(error)).inc();
    }

    void countEffect() {
        effects.inc();
    }

    void countRepeated() {
        repeated.inc();
    }

    void countTick() {
        ticks.inc();
    }

    void countOverflow() {
        overflows.inc();
    }

    void count(Change change) {
        versions.get(change.execution().status()).inc();
    }
}
