package io.fleetstream.sandbox;

/** The MQTT-Kafka bridge of a sandbox, between its broker and its Kafka. */
public interface BridgeService extends SandboxService {
    /** Base URL of its health and metrics, without a slash at its end. */
    String httpUrl();

    /** URL of its Prometheus page. */
    default String metricsUrl() {
        return httpUrl() + "/metrics";
    }
}
