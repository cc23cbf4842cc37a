package io.fleetstream.sandbox;

/** MQTT broker of a sandbox; anonymous, topics that begin with {@code $} may be published to. */
public interface MqttService extends SandboxService {
    /** {@code tcp://host:port}. */
    String url();
}
