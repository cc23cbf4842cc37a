package io.fleetstream.faults.rollout;

import io.fleetstream.schemas.JobExecution;
import io.fleetstream.schemas.JobExecutionStatus;
import io.fleetstream.schemas.RolloutState;
import io.fleetstream.schemas.RolloutStatusKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What can be known of rollouts from outside, and what is wrong with it. A device is in flight from
 * when its execution is read until it has said that all went well: who writes that reads on only
 * afterwards, so nobody can be told because of it before. Thread-safe.
 */
final class RolloutBook {
    private final Map<String, Entry> entries = new HashMap<>();
    private final Map<String, String> versions = new HashMap<>();
    private final List<String> violations = new ArrayList<>();
    private int answers;

    /** One rollout. */
    private static final class Entry {
        private final Plan plan;
        private final Set<String> told = new HashSet<>();
        private int good;
        private int most;
        private long version;
        private RolloutStatusKind status = RolloutStatusKind.UNSPECIFIED;

        Entry(Plan plan) {
            this.plan = plan;
        }
    }

    synchronized void plan(Plan plan) {
        entries.put(plan.id(), new Entry(plan));
    }

    /**
     * A version of an execution was read.
     *
     * @return its rollout if a device was told by it; else null
     */
    synchronized Plan read(JobExecution execution) {
        Entry entry = entries.get(execution.getJobId());
        if (entry == null) {
            return null;
        }
        String device = execution.getDeviceId();
        String version =
                "%s of %s, try %d, version %d"
                        .formatted(
                                execution.getJobId(),
                                device,
                                execution.getExecutionNumber(),
                                execution.getVersionNumber());
        String before = versions.putIfAbsent(version, execution.toString());
        if (before != null) {
            if (!before.equals(execution.toString())) {
                violations.add(version + " has two contents: " + before + " and " + execution);
            }
            return null;
        }
        if (execution.getExecutionNumber() != 1) {
            violations.add(version + " is another execution of the same");
        }
        if (execution.getStatus() != JobExecutionStatus.QUEUED) {
            return null;
        }
        if (!entry.told.add(device)) {
            violations.add(version + " tells the device once more");
            return null;
        }
        int open = entry.told.size() - entry.good;
        entry.most = Math.max(entry.most, open);
        if (open > Plan.BUDGET) {
            violations.add("%d of %s in flight or failed".formatted(open, execution.getJobId()));
        }
        return entry.plan;
    }

    /** A device is about to say how it went; for the first time. */
    synchronized void answers(Plan plan, boolean good) {
        answers++;
        entries.get(plan.id()).good += good ? 1 : 0;
    }

    /** Where a rollout stands was read. */
    synchronized void read(RolloutState state) {
        Entry entry = entries.get(state.getRolloutId());
        if (entry != null && state.getVersion() >= entry.version) {
            entry.version = state.getVersion();
            entry.status = state.getStatus();
        }
    }

    synchronized RolloutStatusKind status(Plan plan) {
        return entries.get(plan.id()).status;
    }

    synchronized int told(Plan plan) {
        return entries.get(plan.id()).told.size();
    }

    /** How many were in flight or had failed at most. */
    synchronized int most(Plan plan) {
        return entries.get(plan.id()).most;
    }

    synchronized int answers() {
        return answers;
    }

    /** Whether the rollout is where it must end, as far as was read. */
    synchronized boolean isOver(Plan plan) {
        Entry entry = entries.get(plan.id());
        boolean all =
                plan.script().end() != RolloutStatusKind.FINISHED
                        || entry.told.size() == Plan.DEVICES;
        return all && entry.status == plan.script().end();
    }

    synchronized void violation(String what) {
        violations.add(what);
    }

    synchronized List<String> violations() {
        return List.copyOf(violations);
    }
}
