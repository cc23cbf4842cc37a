package io.fleetstream.jobs.rollout.domain.rollout;

import io.fleetstream.jobs.rollout.domain.gate.DeviceTrial;
import io.fleetstream.jobs.rollout.domain.gate.ExecutionCounts;
import io.fleetstream.jobs.rollout.domain.rollout.DeviceRollout.Phase;
import java.time.ZoneId;

/**
 * What one device does in one rollout: it chooses its own cohort, and is told at most once. Pure: a
 * function of what is known of the device and of what happened.
 */
public final class DevicePart {
    private final RolloutDefinition definition;
    private final String device;
    private final ZoneId zone;
    private final double score;
    private final int bucket;

    /**
     * The part of a device.
     *
     * @param zone where its maintenance windows are
     */
    public DevicePart(RolloutDefinition definition, String device, ZoneId zone) {
        this.definition = definition;
        this.device = device;
        this.zone = zone;
        this.score = CohortHash.score(definition.salt(), device);
        this.bucket = CohortHash.bucket(score, definition.buckets());
    }

    /** Where the device is counted. */
    public int bucket() {
        return bucket;
    }

    /** The stage that releases it. */
    public int stage() {
        return definition.stageOf(bucket);
    }

    /** The device is counted in the latest count if it is eligible and has not been; once. */
    public DeviceStep count(DeviceRollout known, RolloutView view, boolean eligible) {
        if (known.phase() != Phase.OUTSIDE || !eligible || !view.status().isOpen()) {
            return DeviceStep.nothing(known);
        }
        DeviceRollout next = known.counted(view.epochs());
        return step(known, next.with(next.trial().eligible(view.changedAt())), null, null);
    }

    /**
     * What the device does as the log stands.
     *
     * @param eligible whether it is a target still
     * @param now time of arrival, epoch milliseconds
     */
    public DeviceStep look(DeviceRollout known, RolloutView view, boolean eligible, long now) {
        return look(known, view, view.status(), eligible, now);
    }

    /**
     * What the device does when it comes to look only after the log has gone on: it is compared as
     * the log stood at that step, and is told or called off as it stands now. So a pause overtakes
     * what has not been sent.
     *
     * @param status the rollout's by all that was read
     */
    public DeviceStep look(
            DeviceRollout known,
            RolloutView view,
            RolloutStatus status,
            boolean eligible,
            long now) {
        if (known.phase() == Phase.OUTSIDE) {
            return DeviceStep.nothing(known);
        }
        DeviceRollout next = known.with(compared(known, view));
        if (known.phase() == Phase.COUNTED && view.isReleased(known.epoch(), bucket)) {
            next = next.at(Phase.RELEASED);
        }
        return switch (next.phase()) {
            case RELEASED -> released(known, next, status, eligible, now);
            case OUTSIDE, COUNTED, REJECTED, CANCELED, REMOVED -> step(known, next, null, null);
            case TOLD, SUCCEEDED, FAILED, TIMED_OUT -> undo(known, next, status);
        };
    }

    /**
     * The device's execution is over, for good; what comes after that changes nothing. After a
     * restore it may be heard of before the log has told again that the device was released.
     *
     * @param ending a terminal phase
     * @param at when, epoch milliseconds
     */
    public DeviceStep ended(DeviceRollout known, Phase ending, long at) {
        if (known.phase() == Phase.OUTSIDE || known.phase().isTerminal()) {
            return DeviceStep.nothing(known);
        }
        DeviceTrial trial =
                switch (ending) {
                    case SUCCEEDED -> known.trial().updated(at);
                    case FAILED -> known.trial().ended(definition.gate(), "failed", at);
                    case TIMED_OUT -> known.trial().ended(definition.gate(), "timed-out", at);
                    case REJECTED -> known.trial().ended(definition.gate(), "rejected", at);
                    default -> known.trial().left(at);
                };
        return step(known, known.at(ending).with(trial), null, ending);
    }

    /**
     * The device began its execution.
     *
     * @param at when, epoch milliseconds
     */
    public DeviceStep begun(DeviceRollout known, long at) {
        return known.phase() == Phase.OUTSIDE
                ? DeviceStep.nothing(known)
                : step(known, known.with(known.trial().begun(at)), null, null);
    }

    /** Telemetry told something about the device. */
    public DeviceStep signal(DeviceRollout known, String signal, long at) {
        return step(
                known, known.with(known.trial().signal(definition.gate(), signal, at)), null, null);
    }

    /**
     * The registry does not have the device any more: what is ordered of it is called off, and it
     * leaves the comparison.
     *
     * @param at when, epoch milliseconds
     */
    public DeviceStep gone(DeviceRollout known, long at) {
        DeviceRollout next = known.with(known.trial().left(at));
        boolean pending = known.phase() == Phase.TOLD && known.undone() == null;
        return pending
                ? step(known, next.undone(DeviceStep.Order.REMOVE), DeviceStep.Order.REMOVE, null)
                : step(known, next, null, null);
    }

    /** When to look again though nothing happens; {@link Long#MAX_VALUE} for never. */
    public long lookAgainAt(DeviceRollout known, RolloutView view, long now) {
        return known.phase() == Phase.RELEASED && isTelling(view.status())
                ? nextWindow(now)
                : Long.MAX_VALUE;
    }

    private DeviceTrial compared(DeviceRollout known, RolloutView view) {
        DeviceTrial trial = known.trial();
        for (int stage = 0; stage < view.openings().size(); stage++) {
            long opening = view.openings().get(stage);
            if (!trial.openings().contains(opening)) {
                trial = trial.opened(opening, false);
            }
        }
        if (trial.treatedAt() == DeviceTrial.NEVER && view.isReleased(known.epoch(), bucket)) {
            trial = trial.opened(view.changedAt(), true);
        }
        return isOver(view.status()) ? trial.left(view.changedAt()) : trial;
    }

    private DeviceStep released(
            DeviceRollout known,
            DeviceRollout next,
            RolloutStatus status,
            boolean eligible,
            long now) {
        if (isOver(status)) {
            // It may have been told all the same, before a restore.
            return step(known, next.at(Phase.CANCELED), DeviceStep.Order.CANCEL, Phase.CANCELED);
        }
        if (!eligible) {
            DeviceTrial left = next.trial().left(now);
            return step(known, next.at(Phase.TOLD).with(left), DeviceStep.Order.REMOVE, Phase.TOLD);
        }
        boolean tell = isTelling(status) && nextWindow(now) <= now;
        return tell
                ? step(known, next.at(Phase.TOLD), DeviceStep.Order.START, Phase.TOLD)
                : step(known, next, null, null);
    }

    private DeviceStep undo(DeviceRollout known, DeviceRollout next, RolloutStatus status) {
        boolean back =
                status == RolloutStatus.ROLLED_BACK
                        && next.phase().isTouched()
                        && next.undone() != DeviceStep.Order.ROLLBACK;
        boolean callOff =
                status == RolloutStatus.ABORTED
                        && next.phase() == Phase.TOLD
                        && next.undone() == null;
        if (!back && !callOff) {
            return step(known, next, null, null);
        }
        DeviceStep.Order order = back ? DeviceStep.Order.ROLLBACK : DeviceStep.Order.CANCEL;
        return step(known, next.undone(order), order, null);
    }

    private static boolean isTelling(RolloutStatus status) {
        // Who was released in time is told after the last stage is done, too.
        return status == RolloutStatus.RUNNING || status == RolloutStatus.FINISHED;
    }

    private static boolean isOver(RolloutStatus status) {
        return status == RolloutStatus.ABORTED || status == RolloutStatus.ROLLED_BACK;
    }

    private long nextWindow(long now) {
        return definition.maintenance().isEmpty()
                ? now
                : definition.maintenance().stream()
                        .mapToLong(window -> window.next(now, zone))
                        .min()
                        .orElseThrow();
    }

    private DeviceStep step(
            DeviceRollout known, DeviceRollout next, DeviceStep.Order order, Phase reached) {
        return new DeviceStep(
                next,
                order,
                reached == null ? null : progress(reached),
                next.trial().since(known.trial(), definition.gate(), device, score));
    }

    private static ExecutionCounts progress(Phase reached) {
        return new ExecutionCounts(
                0,
                reached == Phase.TOLD ? 1 : 0,
                reached == Phase.SUCCEEDED ? 1 : 0,
                reached == Phase.FAILED ? 1 : 0,
                reached == Phase.REJECTED ? 1 : 0,
                reached == Phase.TIMED_OUT ? 1 : 0,
                reached == Phase.CANCELED ? 1 : 0,
                reached == Phase.REMOVED ? 1 : 0);
    }
}
