package io.fleetstream.jobs.rollout.domain.rollout;

import io.fleetstream.jobs.rollout.domain.gate.EvidenceChange;
import io.fleetstream.jobs.rollout.domain.gate.ExecutionCounts;
import java.util.List;

/**
 * What comes of something that happened to a device.
 *
 * @param next what is known from now on
 * @param order what is done to its executions; null for nothing
 * @param progress what the controller has to add up; null for nothing
 * @param evidence what the gate has to be told
 */
public record DeviceStep(
        DeviceRollout next, Order order, ExecutionCounts progress, List<EvidenceChange> evidence) {
    /** What is done to the executions of a device; each once per device and rollout. */
    public enum Order {
        /** Queue the job. */
        START,
        /**
         * Queue the job, and call everything of it off: the device is no target any more. Queued
         * all the same, because it may have been told before a restore; so its own log says what
         * became of it.
         */
        REMOVE,
        /** Call off what has not begun. */
        CANCEL,
        /** Call off what has not begun, and queue the job that brings the previous version. */
        ROLLBACK
    }

    /** Takes a copy. */
    public DeviceStep {
        evidence = List.copyOf(evidence);
    }

    static DeviceStep nothing(DeviceRollout known) {
        return new DeviceStep(known, null, null, List.of());
    }
}
