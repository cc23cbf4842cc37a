package io.fleetstream.jobs.rollout.function;

import io.fleetstream.jobs.rollout.state.FleetRow;

/**
 * Something about one device, for the operator {@code choose-cohort}.
 *
 * @param deviceId which
 * @param kind what is told
 * @param row FLEET: its row in the registry, without what it reports itself; null if it has none
 * @param rolloutId QUEUED and ENDED: which rollout
 * @param text FACTS: the firmware; ENDED: the status; SIGNAL: its name
 * @param boot FACTS: the boot
 * @param retriesLeft ENDED: how often it would be tried again
 * @param at when, epoch milliseconds
 */
public record FleetInput(
        String deviceId,
        String kind,
        FleetRow row,
        String rolloutId,
        String text,
        String boot,
        int retriesLeft,
        long at) {
    /** Its row in the registry changed, or went. */
    static final String FLEET = "FLEET";

    /** What it reports itself changed. */
    static final String FACTS = "FACTS";

    /** An execution of it was queued. */
    static final String QUEUED = "QUEUED";

    /** It began an execution. */
    static final String BEGUN = "BEGUN";

    /** An execution of it is over for good. */
    static final String ENDED = "ENDED";

    /** Telemetry said something about it. */
    static final String SIGNAL = "SIGNAL";

    static FleetInput fleet(String deviceId, FleetRow row, long at) {
        return new FleetInput(deviceId, FLEET, row, "", "", "", 0, at);
    }

    static FleetInput facts(String deviceId, String firmware, String boot, long at) {
        return new FleetInput(deviceId, FACTS, null, "", firmware, boot, 0, at);
    }

    static FleetInput queued(String deviceId, String rolloutId, long at) {
        return new FleetInput(deviceId, QUEUED, null, rolloutId, "", "", 0, at);
    }

    static FleetInput begun(String deviceId, String rolloutId, long at) {
        return new FleetInput(deviceId, BEGUN, null, rolloutId, "", "", 0, at);
    }

    static FleetInput ended(
            String deviceId, String rolloutId, String how, int retriesLeft, long at) {
        return new FleetInput(deviceId, ENDED, null, rolloutId, how, "", retriesLeft, at);
    }

    static FleetInput signal(String deviceId, String signal, long at) {
        return new FleetInput(deviceId, SIGNAL, null, "", signal, "", 0, at);
    }
}
