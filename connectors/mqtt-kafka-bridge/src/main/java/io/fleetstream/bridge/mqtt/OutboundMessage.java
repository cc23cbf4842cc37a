package io.fleetstream.bridge.mqtt;

import java.util.List;
import java.util.OptionalLong;

/**
 * A message for the broker.
 *
 * @param topic MQTT topic, without wildcards
 * @param payload bytes to publish
 * @param qos quality of service; 0, 1 or 2
 * @param retain whether the broker keeps it for later subscribers
 * @param expirySeconds message expiry in seconds; empty for none
 * @param contentType MQTT 5 content type, or null
 * @param userProperties MQTT 5 user properties in their order
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; a copy per message would cost too much
public record OutboundMessage(
        String topic,
        byte[] payload,
        int qos,
        boolean retain,
        OptionalLong expirySeconds,
        String contentType,
        List<UserProperty> userProperties) {}
