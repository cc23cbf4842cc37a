package io.fleetstream.jobs.rollout.domain.simulation;

import io.fleetstream.jobs.rollout.domain.rollout.ControlCommand;
import io.fleetstream.jobs.rollout.domain.rollout.ControlRecord;
import io.fleetstream.jobs.rollout.domain.rollout.DeviceRollout.Phase;
import io.fleetstream.jobs.rollout.domain.rollout.RolloutDefinition;
import io.fleetstream.jobs.rollout.domain.rollout.RolloutStatus;
import io.fleetstream.jobs.rollout.domain.rollout.RolloutView;
import java.util.HashSet;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/**
 * Keeps account of what really happens, from outside the job, and of what was promised: the budget
 * at every instant, one order per device, and that nothing resumes by itself. Not thread-safe.
 */
final class Books {
    private final RolloutDefinition definition;
    private final NavigableMap<Long, RolloutStatus> statuses = new TreeMap<>();
    private final Set<String> told = new HashSet<>();
    private final Set<String> rolledBack = new HashSet<>();
    private RolloutView view;
    private long inFlight;
    private long bad;
    private long mostUsed;

    Books(RolloutDefinition definition) {
        this.definition = definition;
    }

    RolloutView view() {
        return view;
    }

    int told() {
        return told.size();
    }

    long mostUsed() {
        return mostUsed;
    }

    /** A record came into the log of control. */
    void read(ControlRecord next) {
        if (next instanceof ControlRecord.Define define) {
            view = RolloutView.of(define);
        } else {
            RolloutStatus before = view.status();
            view = view.after(next, definition);
            check(before, next);
        }
        statuses.put(next.at(), view.status());
    }

    private void check(RolloutStatus before, ControlRecord next) {
        boolean resumed = before == RolloutStatus.PAUSED && view.status() == RolloutStatus.RUNNING;
        boolean byPerson =
                next instanceof ControlRecord.Command command
                        && command.command() == ControlCommand.RESUME;
        if (resumed && !byPerson) {
            throw new IllegalStateException("a paused rollout resumed by itself: " + next);
        }
        boolean over = before == RolloutStatus.ABORTED || before == RolloutStatus.ROLLED_BACK;
        if (over && view.status() != before && view.status() != RolloutStatus.ROLLED_BACK) {
            throw new IllegalStateException("an aborted rollout went on: " + next);
        }
    }

    /**
     * A device's execution was ordered for the first time.
     *
     * @param decidedAt time for which the device decided so
     */
    void started(String device, long decidedAt) {
        if (!told.add(device)) {
            throw new IllegalStateException(device + " was told twice");
        }
        inFlight++;
        RolloutStatus status = statuses.floorEntry(decidedAt).getValue();
        if (status != RolloutStatus.RUNNING && status != RolloutStatus.FINISHED) {
            throw new IllegalStateException(device + " was told while " + status);
        }
    }

    /** A device gets the previous version. */
    void rolledBack(String device) {
        if (!told.contains(device) || !rolledBack.add(device)) {
            throw new IllegalStateException(device + " was rolled back without reason");
        }
    }

    /** A device's execution is over. */
    void ended(Phase phase) {
        inFlight--;
        if (phase == Phase.FAILED || phase == Phase.TIMED_OUT || phase == Phase.REJECTED) {
            bad++;
        }
    }

    /** Checks the budget. */
    void check() {
        mostUsed = Math.max(mostUsed, inFlight + bad);
        if (inFlight + bad > definition.budget()) {
            throw new IllegalStateException(
                    inFlight + " in flight and " + bad + " failed of " + definition.budget());
        }
    }
}
