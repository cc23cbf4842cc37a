package io.fleetstream.jobs.rollout.domain.job;

/**
 * A request of a device as it stands in the log.
 *
 * @param topic what is asked
 * @param payload bytes of the payload; not copied, not written into
 * @param receivedAt "now": arrival, microseconds since the epoch
 * @param inFlight requests of the device without answer when it came, itself included; 0 if nobody
 *     counted
 * @param truncated whether the payload was cut on its way
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares requests
public record JobRequest(
        JobTopic topic, byte[] payload, long receivedAt, int inFlight, boolean truncated) {}
