package io.fleetstream.bridge.uplink;

import io.fleetstream.bridge.config.BridgeConfig;
import io.fleetstream.bridge.mqtt.LinkMetrics;
import io.fleetstream.bridge.mqtt.MqttLink;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The MQTT sessions of the uplink: one for a bridge that works alone; in a group one for the routes
 * that are shared, and when it is this bridge's turn another for those that are not. The latter has
 * the same client id in every bridge of the group, so the next one finds the session as the last
 * one left it, with what was not acknowledged, in order.
 */
final class Intakes implements AutoCloseable {
    private final BridgeConfig config;
    private final MqttLink.Factory links;
    private final UplinkParts parts;
    private final Intake own;
    private final LinkMetrics exclusiveMetrics;
    private final ExclusiveTurn turn;
    private volatile Intake exclusive;

    Intakes(
            BridgeConfig config,
            MqttLink.Factory links,
            UplinkParts parts,
            MeterRegistry registry) {
        this.config = config;
        this.links = links;
        this.parts = parts;
        String group = config.mqtt().sharedGroup();
        boolean alone = group.isEmpty();
        own =
                new Intake(
                        config,
                        config.mqtt().clientId(),
                        links,
                        parts,
                        alone
                                ? parts.router().subscriptions()
                                : parts.router().sharedSubscriptions(group),
                        new LinkMetrics(registry, "uplink"));
        boolean takesTurns = !alone && !parts.router().exclusiveSubscriptions().isEmpty();
        exclusiveMetrics = takesTurns ? new LinkMetrics(registry, "uplink-exclusive") : null;
        turn = takesTurns ? new ExclusiveTurn(config, this::begin, this::end) : null;
    }

    void start() {
        own.start();
        if (turn != null) {
            exclusiveMetrics.standingBy();
            turn.start();
        }
    }

    /** The session this bridge always has. */
    Intake own() {
        return own;
    }

    /** Whether every session this bridge should have now is connected and subscribed. */
    boolean areReady() {
        Intake taken = exclusive;
        return own.isReady() && (taken == null || taken.isReady());
    }

    void forEach(Consumer<Intake> action) {
        all().forEach(action);
    }

    /** Drains and disconnects all at once. */
    @Override
    public void close() {
        List<Thread> closing = new ArrayList<>();
        closing.add(new Thread(own::close, "close-uplink"));
        if (turn != null) {
            closing.add(new Thread(turn::close, "close-turn"));
        }
        closing.forEach(Thread::start);
        try {
            for (Thread thread : closing) {
                thread.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private List<Intake> all() {
        Intake taken = exclusive;
        return taken == null ? List.of(own) : List.of(own, taken);
    }

    private void begin() {
        exclusiveMetrics.wanted();
        Intake next =
                new Intake(
                        config,
                        config.mqtt().exclusiveClientId(),
                        links,
                        parts,
                        parts.router().exclusiveSubscriptions(),
                        exclusiveMetrics);
        exclusive = next;
        next.start();
    }

    private void end() {
        Intake last = exclusive;
        exclusive = null;
        if (last != null) {
            last.close();
        }
        exclusiveMetrics.standingBy();
    }
}
