package io.fleetstream.jobs.shadow.domain;

import io.fleetstream.jobs.shadow.domain.request.ShadowTopic;

/**
 * A request as it stands in the log.
 *
 * @param topic what is asked
 * @param payload bytes of the payload; not copied, not written into
 * @param receivedAt "now": arrival, microseconds since the epoch
 * @param inFlight requests of the connection without answer when it came, itself included; 0 if
 *     nobody counted
 * @param writer who asks
 * @param truncated whether the payload was cut on its way
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares requests
public record ShadowRequest(
        ShadowTopic topic,
        byte[] payload,
        long receivedAt,
        int inFlight,
        Writer writer,
        boolean truncated) {
    private static final long MICROS = 1_000_000L;

    /** A whole request of a device that nobody counted. */
    public ShadowRequest(ShadowTopic topic, byte[] payload, long receivedAt) {
        this(topic, payload, receivedAt, 0, Writer.DEVICE, false);
    }

    /** "Now" in whole seconds since the epoch. */
    public long seconds() {
        return Math.floorDiv(receivedAt, MICROS);
    }
}
