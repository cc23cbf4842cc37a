package io.fleetstream.jobs.anomaly.domain.presence;

/**
 * A device, or one of its metrics, went or came back.
 *
 * @param offline whether it went
 * @param time when: the deadline, or the arrival that brought it back
 * @param cause why
 * @param lastSeen arrival of the last message before
 */
public record PresenceStep(boolean offline, long time, Cause cause, long lastSeen) {
    /** Why a device counts as offline or online. */
    public enum Cause {
        /** It, or its last will, said so. */
        STATUS,
        /** No message for too long. */
        SILENCE,
        /** A message came. */
        MESSAGE
    }
}
