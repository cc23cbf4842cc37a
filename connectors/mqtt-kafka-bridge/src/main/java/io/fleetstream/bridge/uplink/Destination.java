package io.fleetstream.bridge.uplink;

import io.fleetstream.bridge.metrics.RouteMetrics;

/**
 * Where one message goes.
 *
 * @param kafkaTopic Kafka topic; null for what goes nowhere
 * @param deviceId record key; null for a topic without route or with an invalid device id
 * @param mqttTopic what the header {@code mqtt.topic} says
 * @param trusted whether the user property {@code received-at} is kept as given
 * @param arrivalTime whether the arrival time counts instead of the device's own
 * @param requestsOf the thing, with the kind of its requests, if unanswered ones are counted; null
 *     if not
 * @param metrics counters of the route
 */
record Destination(
        String kafkaTopic,
        String deviceId,
        String mqttTopic,
        boolean trusted,
        boolean arrivalTime,
        String requestsOf,
        RouteMetrics metrics) {

    /** Whether it is not passed on. */
    boolean isNone() {
        return kafkaTopic == null;
    }
}
