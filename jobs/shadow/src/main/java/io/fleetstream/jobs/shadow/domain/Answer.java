package io.fleetstream.jobs.shadow.domain;

/**
 * A message to the devices.
 *
 * @param topic MQTT topic
 * @param payload JSON in UTF-8; not copied
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares answers
public record Answer(String topic, byte[] payload) {}
