package io.fleetstream.jobs.shadow.domain;

import io.fleetstream.jobs.shadow.domain.beyond.RequestProperties;
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
 * @param properties what it asks beyond its payload
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares requests
public record ShadowRequest(
        ShadowTopic topic,
        byte[] payload,
        long receivedAt,
        int inFlight,
        Writer writer,
        boolean truncated,
        RequestProperties properties) {
    private static final long MICROS = 1_000_000L;

    /** A whole request of a device that nobody counted. */
    public ShadowRequest(ShadowTopic topic, byte[] payload, long receivedAt) {
        this(topic, payload, receivedAt, 0, Writer.DEVICE, false, RequestProperties.NONE);
    }

    /** A request that asks for nothing beyond its payload. */
    public ShadowRequest(
            ShadowTopic topic,
            byte[] payload,
            long receivedAt,
            int inFlight,
            Writer writer,
            boolean truncated) {
        this(topic, payload, receivedAt, inFlight, writer, truncated, RequestProperties.NONE);
    }

    /** The same at another time. */
    ShadowRequest at(long micros) {
        return new ShadowRequest(topic, payload, micros, inFlight, writer, truncated, properties);
    }

    /** "Now" in whole seconds since the epoch. */
    public long seconds() {
        return seconds(receivedAt);
    }

    static long seconds(long micros) {
        return Math.floorDiv(micros, MICROS);
    }
}
