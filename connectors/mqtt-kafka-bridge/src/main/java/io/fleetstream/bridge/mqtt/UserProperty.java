package io.fleetstream.bridge.mqtt;

/**
 * A user property of an MQTT 5 message; names may repeat.
 *
 * @param name name
 * @param value value
 */
public record UserProperty(String name, String value) {}
