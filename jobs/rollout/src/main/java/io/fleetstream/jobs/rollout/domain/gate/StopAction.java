package io.fleetstream.jobs.rollout.domain.gate;

/** What is done when too much goes wrong. */
public enum StopAction {
    /** No more devices are told until somebody says so: hawkBit's only error action. */
    PAUSE,
    /** Over: what is queued is called back, what is in progress runs on. AWS's CANCEL. */
    ABORT,
    /** Over, and devices with the update get the previous version. */
    ROLLBACK
}
