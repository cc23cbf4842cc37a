package io.fleetstream.bridge.downlink;

import io.fleetstream.bridge.config.BridgeConfig;
import io.fleetstream.bridge.metrics.DownlinkMetrics;
import io.fleetstream.bridge.mqtt.Backoff;
import io.fleetstream.bridge.mqtt.ConnectionHandler;
import io.fleetstream.bridge.mqtt.LinkMetrics;
import io.fleetstream.bridge.mqtt.LinkSettings;
import io.fleetstream.bridge.mqtt.MqttLink;
import io.fleetstream.bridge.mqtt.MqttSession;
import io.fleetstream.bridge.requests.RequestAnswers;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Kafka to MQTT: at least once at QoS 1 and 2, in the order of each partition. It has a connection
 * of its own, so that a record the broker disconnects for does not stop the uplink.
 */
public final class Downlink implements AutoCloseable {
    private final BridgeConfig config;
    private final LinkMetrics linkMetrics;
    private final MqttSession session;
    private final DownlinkLoop loop;
    private final Thread thread;
    private volatile DownlinkConnection connection;

    /** Prepares the downlink; {@link #start} connects. */
    public Downlink(
            BridgeConfig config,
            MqttLink.Factory links,
            MeterRegistry registry,
            RequestAnswers answers) {
        this.config = config;
        linkMetrics = new LinkMetrics(registry, "downlink");
        session =
                new MqttSession(
                        // What it publishes is remembered by Kafka: no session to keep.
                        new LinkSettings(config.mqtt(), config.downlinkClientId(), Duration.ZERO),
                        links,
                        this::newConnection,
                        linkMetrics,
                        new Backoff(
                                config.mqtt().reconnectInitialDelay(),
                                config.mqtt().reconnectMaxDelay(),
                                RandomGenerator.getDefault()));
        loop = new DownlinkLoop(config, () -> connection, new DownlinkMetrics(registry), answers);
        thread = new Thread(loop, "downlink");
    }

    /** Connects and goes on until closed. */
    public void start() {
        session.start();
        thread.start();
    }

    /** Whether the connection to the broker is up. */
    public boolean isConnected() {
        return linkMetrics.isConnected();
    }

    /** Stops reading, waits for what is published, commits, disconnects. */
    @Override
    public void close() {
        loop.stop();
        try {
            thread.join(config.shutdownTimeout().toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        session.close();
    }

    private ConnectionHandler newConnection() {
        DownlinkConnection next =
                new DownlinkConnection(config.downlink().maxInFlight(), linkMetrics);
        connection = next;
        return next;
    }
}
