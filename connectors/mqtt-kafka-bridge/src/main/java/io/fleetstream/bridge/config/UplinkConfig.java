package io.fleetstream.bridge.config;

import java.time.Duration;

/**
 * Limits of the way from MQTT to Kafka.
 *
 * @param maxInFlight messages accepted and not yet acknowledged by Kafka
 * @param maxInFlightBytes their size in bytes
 * @param unroutedTopic Kafka topic for messages without route or with an invalid device id
 * @param parkingTopic Kafka topic for messages whose own topic Kafka refuses; empty to wait for it
 *     without end
 * @param parkAfter how long a topic may be refused before its messages are parked; up to 1 d
 * @param answerTimeout how long a request without an answer counts as in flight; up to 1 h
 * @param intake how the intake adapts when Kafka slows down
 */
public record UplinkConfig(
        int maxInFlight,
        long maxInFlightBytes,
        String unroutedTopic,
        String parkingTopic,
        Duration parkAfter,
        Duration answerTimeout,
        IntakeConfig intake) {

    /** Checks every value. */
    public UplinkConfig {
        Checks.range("uplink.max-in-flight", maxInFlight, 1, 1_000_000);
        Checks.range("uplink.max-in-flight-bytes", maxInFlightBytes, 1024, 1L << 36);
        Checks.notBlank("uplink.unrouted-topic", unroutedTopic);
        Checks.atMost("uplink.park-after", parkAfter, Duration.ofDays(1));
        Checks.positive("uplink.answer-timeout", answerTimeout);
        Checks.atMost("uplink.answer-timeout", answerTimeout, Duration.ofHours(1));
    }
}
