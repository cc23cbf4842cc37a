package io.fleetstream.jobs.rollout.function;

import io.fleetstream.jobs.common.FleetMetrics;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.metrics.Counter;

/**
 * What the operator on call has to know of evidence: {@code lateEvidence}, changes that came too
 * late to count, and {@code alarmsBehindSeconds}, how far the judging of alarms is behind for the
 * rollout that waits longest; 0 while no open rollout needs them.
 */
final class EvidenceMetrics {
    private static final long MS_PER_SECOND = 1_000;

    private final Counter late;
    // Only those that are behind, milliseconds by rollout.
    private final Map<String, Long> behind = new HashMap<>();
    // Read by reporters, in threads of theirs.
    private volatile long mostBehind;

    EvidenceMetrics(RuntimeContext context) {
        late = FleetMetrics.of(context).counter("lateEvidence");
        context.getMetricGroup()
                .addGroup("fleet")
                .gauge("alarmsBehindSeconds", () -> mostBehind / MS_PER_SECOND);
    }

    void late(long changes) {
        late.inc(changes);
    }

    void behind(String rollout, long millis) {
        if (millis > 0) {
            behind.put(rollout, millis);
        } else {
            behind.remove(rollout);
        }
        mostBehind = behind.values().stream().mapToLong(Long::longValue).max().orElse(0);
    }
}
