package io.fleetstream.bridge.http;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;

/**
 * State of the bridge at one moment.
 *
 * @param mqttConnected whether the uplink is connected and subscribed
 * @param downlinkConnected whether the downlink is connected, or switched off
 * @param kafkaReachable whether Kafka answered recently
 * @param inFlightMessages messages accepted and not yet in Kafka
 * @param inFlightBytes their size
 * @param refusedTopics Kafka topics that are refused, each with the reason
 */
public record Health(
        @JsonProperty("mqttConnected") boolean mqttConnected,
        @JsonProperty("downlinkConnected") boolean downlinkConnected,
        @JsonProperty("kafkaReachable") boolean kafkaReachable,
        @JsonProperty("inFlightMessages") int inFlightMessages,
        @JsonProperty("inFlightBytes") long inFlightBytes,
        @JsonProperty("refusedTopics") Map<String, String> refusedTopics) {

    /**
     * {@code UP} if everything the bridge needs is there, {@code DEGRADED} if some Kafka topics are
     * refused, which a restart would not help, else {@code DOWN}.
     */
    @JsonProperty("status")
    public String status() {
        if (!isUp()) {
            return "DOWN";
        }
        return refusedTopics.isEmpty() ? "UP" : "DEGRADED";
    }

    boolean isUp() {
        return mqttConnected && downlinkConnected && kafkaReachable;
    }
}
