package io.fleetstream.jobs.anomaly.domain.presence;

/**
 * What a group of devices makes of one of them going or coming.
 *
 * @param kind what happened
 * @param device which device; empty for the group
 * @param time when
 * @param since since when the device is offline, or the incident goes on
 * @param count how many devices the incident stands for; 0 for a device
 */
public record GroupStep(Kind kind, String device, long time, long since, long count) {
    /** What happened. */
    public enum Kind {
        /** A device went offline by itself. */
        OFFLINE,
        /** It came back. */
        ONLINE,
        /** Many went offline together, or the parent did: they are one incident from now on. */
        INCIDENT,
        /** The incident stands for another number of devices. */
        COUNT,
        /** The incident is over; devices that are still offline follow one by one. */
        OVER
    }
}
