package io.fleetstream.jobs.rollout.domain.gate;

/** On which side of the comparison a device stands. */
public enum Arm {
    /** It has the update. */
    TREATED,
    /** It is eligible, and its stage has not been opened yet. */
    CONTROL
}
