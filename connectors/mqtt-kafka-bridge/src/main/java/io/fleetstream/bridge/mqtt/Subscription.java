package io.fleetstream.bridge.mqtt;

/**
 * One topic filter to subscribe to. Retained messages come with a new subscription only, not with
 * each reconnect.
 *
 * @param filter MQTT topic filter, with its {@code $share} prefix if shared
 * @param qos highest quality of service; 0 or 1, since acknowledging by hand needs that
 */
public record Subscription(String filter, int qos) {

    /** Refuses QoS 2. */
    public Subscription {
        if (qos < 0 || qos > 1) {
            throw new IllegalArgumentException("QoS of a subscription is 0 or 1, not " + qos);
        }
    }

    /** Whether several clients share the messages. */
    public boolean shared() {
        return filter.startsWith("$share/");
    }
}
