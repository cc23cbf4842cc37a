package io.fleetstream.jobs.rollout.domain.rollout;

import io.fleetstream.jobs.rollout.domain.gate.DeviceTrial;

/**
 * What one device knows of one rollout.
 *
 * @param epoch in which count it was; 0 if in none
 * @param phase how far it got
 * @param undone how its order was taken back: CANCEL, REMOVE or ROLLBACK; null if it was not
 * @param trial its part in the comparison
 */
public record DeviceRollout(int epoch, Phase phase, DeviceStep.Order undone, DeviceTrial trial) {
    /** How far a device got. */
    public enum Phase {
        /** Not counted. */
        OUTSIDE,
        /** Counted, and waits for its bucket. */
        COUNTED,
        /** Released, and waits for a maintenance window or the end of a pause. */
        RELEASED,
        /** Its execution was ordered. */
        TOLD,
        SUCCEEDED,
        FAILED,
        REJECTED,
        TIMED_OUT,
        CANCELED,
        REMOVED;

        /** Whether nothing more comes of it. */
        public boolean isTerminal() {
            return compareTo(TOLD) > 0;
        }

        /** Whether the device may have been changed. */
        public boolean isTouched() {
            return this == SUCCEEDED || this == FAILED || this == TIMED_OUT || this == TOLD;
        }
    }

    /** A device that is in no count. */
    public static DeviceRollout outside(int guards) {
        return new DeviceRollout(0, Phase.OUTSIDE, null, DeviceTrial.unknown(guards));
    }

    DeviceRollout counted(int count) {
        return new DeviceRollout(count, Phase.COUNTED, undone, trial);
    }

    DeviceRollout at(Phase next) {
        return new DeviceRollout(epoch, next, undone, trial);
    }

    DeviceRollout undone(DeviceStep.Order order) {
        return new DeviceRollout(epoch, phase, order, trial);
    }

    DeviceRollout with(DeviceTrial known) {
        return new DeviceRollout(epoch, phase, undone, known);
    }
}
