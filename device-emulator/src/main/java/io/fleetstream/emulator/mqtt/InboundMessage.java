package io.fleetstream.emulator.mqtt;

/**
 * A message the broker has sent. Compared by identity of its bytes; nobody writes to them.
 *
 * @param topic MQTT topic it was published on
 * @param payload the bytes; not copied
 */
@SuppressWarnings("ArrayRecordComponent") // handed over, never compared
public record InboundMessage(String topic, byte[] payload) {}
