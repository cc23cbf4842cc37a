package io.fleetstream.bridge.uplink;

import io.fleetstream.bridge.config.BridgeConfig;
import io.fleetstream.bridge.mqtt.Backoff;
import io.fleetstream.bridge.mqtt.ConnectionHandler;
import io.fleetstream.bridge.mqtt.LinkMetrics;
import io.fleetstream.bridge.mqtt.LinkSettings;
import io.fleetstream.bridge.mqtt.MqttLink;
import io.fleetstream.bridge.mqtt.MqttSession;
import io.fleetstream.bridge.mqtt.Subscription;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/** One MQTT session of the uplink, with what it is subscribed to. */
final class Intake implements AutoCloseable {
    /** Well below the least keep-alive. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final Duration DRAIN_CHECK = Duration.ofMillis(50);

    private final UplinkParts parts;
    private final List<Subscription> subscriptions;
    private final LinkMetrics linkMetrics;
    private final Duration drainTimeout;
    private final MqttSession session;
    private volatile UplinkConnection connection;
    private volatile boolean closing;

    Intake(
            BridgeConfig config,
            String clientId,
            MqttLink.Factory links,
            UplinkParts parts,
            List<Subscription> subscriptions,
            LinkMetrics linkMetrics) {
        this.parts = parts;
        this.subscriptions = subscriptions;
        this.linkMetrics = linkMetrics;
        this.drainTimeout = config.shutdownTimeout();
        session =
                new MqttSession(
                        new LinkSettings(config.mqtt(), clientId, config.mqtt().sessionExpiry()),
                        links,
                        this::newConnection,
                        linkMetrics,
                        new Backoff(
                                config.mqtt().reconnectInitialDelay(),
                                config.mqtt().reconnectMaxDelay(),
                                RandomGenerator.getDefault()));
    }

    void start() {
        session.start();
    }

    /** The connection of this moment; null before the first. */
    UplinkConnection connection() {
        return connection;
    }

    /** Whether the connection is up with every subscription granted. */
    boolean isReady() {
        UplinkConnection now = connection;
        return now != null && now.isReady();
    }

    /** Gives up what is not yet acknowledged and gets it again. */
    void startOver(String reason) {
        UplinkConnection now = connection;
        if (now != null) {
            now.abandon();
        }
        session.reconnect(reason, true);
    }

    /** Asks again for subscriptions that were refused. */
    void resubscribe() {
        UplinkConnection now = connection;
        if (now != null && now.isRefused()) {
            now.subscribe();
        }
    }

    /** Stops taking messages, waits until those taken are acknowledged, then disconnects. */
    @Override
    public void close() {
        closing = true;
        UplinkConnection last = connection;
        if (last != null) {
            last.stopTaking();
            awaitDrained(last);
            // What is still on its way comes again; it must not overtake that.
            last.abandon();
        }
        session.close();
    }

    private void awaitDrained(UplinkConnection last) {
        long until = System.nanoTime() + drainTimeout.toNanos();
        try {
            while (!last.isDrained() && System.nanoTime() - until < 0) {
                TimeUnit.MILLISECONDS.sleep(DRAIN_CHECK.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private ConnectionHandler newConnection() {
        UplinkConnection next =
                new UplinkConnection(parts, subscriptions, linkMetrics, PATIENCE, this::drained);
        connection = next;
        return next;
    }

    /** A connection that left messages to the broker has nothing more to acknowledge. */
    private void drained(UplinkConnection which) {
        if (closing || which != connection) {
            return;
        }
        session.reconnect("to fetch what was left to the broker", !parts.budget().isRelaxed());
    }
}
