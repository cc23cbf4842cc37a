package io.fleetstream.bridge.config;

/**
 * Limits of the way from MQTT to Kafka.
 *
 * @param maxInFlight messages accepted and not yet acknowledged by Kafka
 * @param maxInFlightBytes their size in bytes
 * @param unroutedTopic Kafka topic for messages without route or with an invalid device id
 */
public record UplinkConfig(int maxInFlight, long maxInFlightBytes, String unroutedTopic) {

    /** Checks every value. */
    public UplinkConfig {
        Checks.range("uplink.max-in-flight", maxInFlight, 1, 1_000_000);
        Checks.range("uplink.max-in-flight-bytes", maxInFlightBytes, 1024, 1L << 36);
        Checks.notBlank("uplink.unrouted-topic", unroutedTopic);
    }
}
