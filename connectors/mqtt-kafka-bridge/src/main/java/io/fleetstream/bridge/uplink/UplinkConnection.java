package io.fleetstream.bridge.uplink;

import io.fleetstream.bridge.mqtt.ConnectAck;
import io.fleetstream.bridge.mqtt.ConnectionHandler;
import io.fleetstream.bridge.mqtt.InboundMessage;
import io.fleetstream.bridge.mqtt.LinkException;
import io.fleetstream.bridge.mqtt.LinkLoss;
import io.fleetstream.bridge.mqtt.LinkMetrics;
import io.fleetstream.bridge.mqtt.MqttLink;
import io.fleetstream.bridge.mqtt.Subscription;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the messages of one MQTT connection and passes them to Kafka.
 *
 * <p>A QoS 1 message beyond the in-flight budget waits a moment for room. If there is none it is
 * not taken: it stays unacknowledged with the broker, and so does everything after it, so that
 * order is kept. Once what was taken is in Kafka and acknowledged, the owner is asked for a new
 * connection, on which the broker sends the rest.
 */
final class UplinkConnection implements ConnectionHandler {
    private static final Logger LOG = LoggerFactory.getLogger(UplinkConnection.class);
    private static final int REFUSED = 128;

    /** Rough size of the objects around a payload. */
    private static final int OVERHEAD_BYTES = 512;

    private final UplinkParts parts;
    private final List<Subscription> subscriptions;
    private final LinkMetrics linkMetrics;
    private final Duration patience;
    private final Consumer<UplinkConnection> onDrained;
    private final OrderedAcks acks = new OrderedAcks(this::acknowledge);
    private final AtomicInteger subscriptionsPending = new AtomicInteger(Integer.MAX_VALUE);
    private final AtomicInteger subscriptionsRefused = new AtomicInteger();

    private volatile MqttLink link;
    private volatile long connectedNanos;
    private volatile boolean connected;
    private volatile boolean over;
    private volatile boolean abandoned;
    private volatile boolean shedding;

    UplinkConnection(
            UplinkParts parts,
            List<Subscription> subscriptions,
            LinkMetrics linkMetrics,
            Duration patience,
            Consumer<UplinkConnection> onDrained) {
        this.parts = parts;
        this.subscriptions = subscriptions;
        this.linkMetrics = linkMetrics;
        this.patience = patience;
        this.onDrained = onDrained;
    }

    @Override
    public void opening(MqttLink newLink) {
        link = newLink;
    }

    @Override
    public void connected(ConnectAck ack) {
        connectedNanos = System.nanoTime();
        connected = true;
        subscribe();
    }

    /** Subscribes to everything; returns at once. Repeated, it asks again for what was refused. */
    void subscribe() {
        subscriptionsRefused.set(0);
        subscriptionsPending.set(subscriptions.size());
        try {
            link.subscribe(subscriptions, this::subscribed);
        } catch (LinkException e) {
            LOG.warn("SUBSCRIBE not sent: {}", e.getMessage());
        }
    }

    private void subscribed(int code) {
        linkMetrics.subscribed(code);
        if (code >= REFUSED) {
            subscriptionsRefused.incrementAndGet();
        }
        if (subscriptionsPending.decrementAndGet() == 0 && subscriptionsRefused.get() > 0) {
            LOG.error(
                    "the broker refused {} of {} subscriptions, the last with code {}",
                    subscriptionsRefused.get(),
                    subscriptions.size(),
                    code);
        }
    }

    @Override
    public void messageArrived(InboundMessage message) {
        Destination destination = parts.router().route(message.topic());
        destination.metrics().received();
        boolean waitedFor = message.qos() > 0;
        if (waitedFor && (shedding || abandoned)) {
            parts.metrics().shed();
            return;
        }
        if (destination.isNone()) {
            destination.metrics().excepted();
            if (waitedFor) {
                forwarded(acks.add(message));
            }
            return;
        }
        long size = OVERHEAD_BYTES + message.size();
        if (!waitedFor && !parts.budget().tryAcquire(0, size)) {
            destination.metrics().dropped("qos0-overload");
            return;
        }
        if (waitedFor && !acquire(size)) {
            return;
        }
        OrderedAcks.Slot slot = waitedFor ? acks.add(message) : null;
        parts.pump()
                .offer(
                        () ->
                                List.of(
                                        new UplinkRecord(
                                                this, parts, destination, message, size, slot)));
    }

    /**
     * Takes a share of the budget. Waiting for it keeps the socket unread, which stops a broker
     * that does not respect the receive maximum; too long would look like a dead connection.
     */
    private boolean acquire(long size) {
        boolean acquired = false;
        try {
            acquired = parts.budget().acquire(size, patience);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (acquired && !shedding && !abandoned) {
            return true;
        }
        if (acquired) {
            parts.budget().release(size);
            parts.metrics().shed();
        } else {
            startShedding();
        }
        return false;
    }

    /** Stops taking messages: what comes from now on stays with the broker. */
    void stopTaking() {
        shedding = true;
    }

    /** Gives up everything not yet acknowledged; it comes again on the next connection. */
    void abandon() {
        abandoned = true;
    }

    boolean isAbandoned() {
        return abandoned;
    }

    /** Whether every message taken is acknowledged. */
    boolean isDrained() {
        return acks.isEmpty();
    }

    /** Whether the connection is up with every subscription granted. */
    boolean isReady() {
        return connected && subscriptionsPending.get() <= 0 && subscriptionsRefused.get() == 0;
    }

    /** Whether some subscriptions were refused and none is pending. */
    boolean isRefused() {
        return connected && subscriptionsPending.get() <= 0 && subscriptionsRefused.get() > 0;
    }

    /** Time of the connection, by {@link System#nanoTime}. */
    long connectedNanos() {
        return connectedNanos;
    }

    /** A message of this connection is in Kafka. */
    void forwarded(OrderedAcks.Slot slot) {
        if (!abandoned && acks.done(slot) && shedding) {
            onDrained.accept(this);
        }
    }

    @Override
    public void closed(LinkLoss loss) {
        connected = false;
        over = true;
    }

    private void startShedding() {
        shedding = true;
        parts.metrics().shed();
        LOG.warn("in-flight budget used up; messages are left to the broker until Kafka has these");
        if (acks.isEmpty()) {
            // Others fill the budget, those of an earlier connection.
            onDrained.accept(this);
        }
    }

    private void acknowledge(InboundMessage message) {
        if (over) {
            return;
        }
        link.acknowledge(message);
        parts.metrics().acknowledged();
    }
}
