package io.fleetstream.jobs.rollout.domain.job;

/**
 * A message by MQTT.
 *
 * @param topic its topic
 * @param payload JSON in UTF-8; not copied
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares messages
public record Message(String topic, byte[] payload) {}
