package io.fleetstream.bridge.http;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * State of the bridge at one moment.
 *
 * @param mqttConnected whether the uplink is connected and subscribed
 * @param downlinkConnected whether the downlink is connected, or switched off
 * @param kafkaReachable whether Kafka answered recently
 * @param inFlightMessages messages accepted and not yet in Kafka
 * @param inFlightBytes their size
 */
public record Health(
        @JsonProperty("mqttConnected") boolean mqttConnected,
        @JsonProperty("downlinkConnected") boolean downlinkConnected,
        @JsonProperty("kafkaReachable") boolean kafkaReachable,
        @JsonProperty("inFlightMessages") int inFlightMessages,
        @JsonProperty("inFlightBytes") long inFlightBytes) {

    /** {@code UP} if everything the bridge needs is there, else {@code DOWN}. */
    @JsonProperty("status")
    public String status() {
        return isUp() ? "UP" : "DOWN";
    }

    boolean isUp() {
        return mqttConnected && downlinkConnected && kafkaReachable;
    }
}
