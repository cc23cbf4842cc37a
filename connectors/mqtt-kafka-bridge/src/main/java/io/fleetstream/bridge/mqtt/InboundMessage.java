package io.fleetstream.bridge.mqtt;

import java.util.List;

/**
 * A message that came from the broker.
 *
 * @param topic MQTT topic
 * @param payload bytes as published; not copied, not to be changed
 * @param qos quality of service it was delivered with; 0 or 1
 * @param packetId packet identifier, to acknowledge it by; 0 at QoS 0
 * @param contentType MQTT 5 content type, or null
 * @param userProperties MQTT 5 user properties in their order
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; a copy per message would cost too much
public record InboundMessage(
        String topic,
        byte[] payload,
        int qos,
        int packetId,
        String contentType,
        List<UserProperty> userProperties) {

    private static final int PER_PROPERTY = 64;

    /** About what it takes in memory, in bytes: payload, topic and user properties. */
    public long size() {
        long size = (long) payload.length + topic.length();
        for (UserProperty property : userProperties) {
            size += PER_PROPERTY + property.name().length() + property.value().length();
        }
        return size;
    }
}
