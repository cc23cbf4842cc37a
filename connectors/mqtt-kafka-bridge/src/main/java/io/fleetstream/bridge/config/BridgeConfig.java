package io.fleetstream.bridge.config;

import static io.fleetstream.bridge.config.Checks.check;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Everything the bridge can be told; checked on construction.
 *
 * @param mqtt connection to the MQTT broker
 * @param kafka connection to Kafka
 * @param uplink limits of the way from MQTT to Kafka
 * @param routes which MQTT topics go to which Kafka topic; the first that matches wins
 * @param downlink the way from Kafka to MQTT
 * @param heartbeat records that say the bridge is connected
 * @param http health and metrics endpoint
 * @param shutdownTimeout how long a shutdown waits for what is under way
 */
public record BridgeConfig(
        MqttConfig mqtt,
        KafkaConfig kafka,
        UplinkConfig uplink,
        List<RouteConfig> routes,
        DownlinkConfig downlink,
        HeartbeatConfig heartbeat,
        HttpConfig http,
        Duration shutdownTimeout) {

    /** Checks what concerns more than one key. */
    public BridgeConfig {
        routes = List.copyOf(routes);
        check(!routes.isEmpty(), "routes", "[]", "at least one route");
        Set<String> names = new HashSet<>();
        for (RouteConfig route : routes) {
            check(names.add(route.name()), "routes[].name", route.name(), "a name used once");
        }
        check(
                uplink.maxInFlight() >= mqtt.receiveMaximum(),
                "uplink.max-in-flight",
                uplink.maxInFlight(),
                "at least mqtt.receive-maximum (" + mqtt.receiveMaximum() + ")");
        check(
                uplink.maxInFlightBytes() >= mqtt.maximumPacketSize(),
                "uplink.max-in-flight-bytes",
                uplink.maxInFlightBytes(),
                "at least mqtt.maximum-packet-size (" + mqtt.maximumPacketSize() + ")");
        Checks.positive("shutdown-timeout", shutdownTimeout);
    }

    /** Every Kafka topic the uplink may write to. */
    public Set<String> kafkaTopics() {
        Set<String> topics = new TreeSet<>(heartbeat.topics());
        routes.forEach(route -> topics.add(route.kafkaTopic()));
        topics.add(uplink.unroutedTopic());
        if (!uplink.parkingTopic().isEmpty()) {
            topics.add(uplink.parkingTopic());
        }
        return topics;
    }

    /** Client id of the downlink's own connection. */
    public String downlinkClientId() {
        return downlink.clientId().isEmpty() ? mqtt.clientId() + "-downlink" : downlink.clientId();
    }
}
