package io.fleetstream.bridge.config;

import java.time.Duration;

/**
 * The way from Kafka to MQTT.
 *
 * @param enabled whether the bridge publishes at all
 * @param topic Kafka topic to read
 * @param groupId consumer group
 * @param clientId MQTT client id of the publishing connection; empty to derive it
 * @param maxInFlight messages published and not yet acknowledged by the broker
 * @param commitInterval time between commits of offsets; 50 ms to 1 min
 */
public record DownlinkConfig(
        boolean enabled,
        String topic,
        String groupId,
        String clientId,
        int maxInFlight,
        Duration commitInterval) {

    /** Checks every value. */
    public DownlinkConfig {
        Checks.notBlank("downlink.topic", topic);
        Checks.notBlank("downlink.group-id", groupId);
        Checks.range("downlink.max-in-flight", maxInFlight, 1, 65535);
        Checks.range("downlink.commit-interval (ms)", commitInterval.toMillis(), 50, 60_000);
    }
}
