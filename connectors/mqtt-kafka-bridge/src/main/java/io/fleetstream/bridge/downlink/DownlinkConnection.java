package io.fleetstream.bridge.downlink;

import io.fleetstream.bridge.mqtt.ConnectAck;
import io.fleetstream.bridge.mqtt.ConnectionHandler;
import io.fleetstream.bridge.mqtt.InboundMessage;
import io.fleetstream.bridge.mqtt.LinkException;
import io.fleetstream.bridge.mqtt.LinkLoss;
import io.fleetstream.bridge.mqtt.LinkMetrics;
import io.fleetstream.bridge.mqtt.MqttLink;
import io.fleetstream.bridge.mqtt.OutboundMessage;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;

/**
 * Publishes on one MQTT connection, never more at once than the broker's receive maximum: Paho
 * refuses what goes beyond with error 32202.
 */
final class DownlinkConnection implements ConnectionHandler {
    private final int maxInFlight;
    private final LinkMetrics metrics;

    private volatile MqttLink link;
    private volatile ConnectAck limits;
    private volatile Semaphore window;
    private volatile boolean up;
    private volatile LinkLoss loss;

    DownlinkConnection(int maxInFlight, LinkMetrics metrics) {
        this.maxInFlight = maxInFlight;
        this.metrics = metrics;
    }

    @Override
    public void opening(MqttLink newLink) {
        link = newLink;
    }

    @Override
    public void connected(ConnectAck ack) {
        limits = ack;
        window = new Semaphore(Math.min(maxInFlight, ack.receiveMaximum()));
        up = true;
    }

    @Override
    public void messageArrived(InboundMessage message) {
        // Subscribes to nothing; an earlier session was discarded by the clean start.
        link.acknowledge(message);
    }

    @Override
    public void closed(LinkLoss why) {
        loss = why;
        up = false;
    }

    /** Whether messages can be published. */
    boolean isUp() {
        return up;
    }

    /** Why the connection ended; null while it lives or if this side ended it. */
    LinkLoss loss() {
        return loss;
    }

    /** Whether the broker takes packets of about this size. */
    boolean accepts(long bytes) {
        return bytes <= limits.maximumPacketSize();
    }

    /** Waits for a place in the window; false if there is none in this time. */
    boolean awaitPlace(Duration time) throws InterruptedException {
        return window.tryAcquire(time.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Gives back a place that was not used. */
    void returnPlace() {
        window.release();
    }

    /**
     * Publishes in a place got by {@link #awaitPlace}.
     *
     * @param done told the reason code once the broker has answered; not called if it never does
     * @return whether the message was taken; if not, the connection is lost or about to be
     */
    boolean publish(OutboundMessage message, IntConsumer done) {
        MqttLink.PublishListener outcome =
                new MqttLink.PublishListener() {
                    @Override
                    public void completed(int reasonCode) {
                        metrics.published(reasonCode);
                        done.accept(reasonCode);
                        window.release();
                    }

                    @Override
                    public void unknown() {
                        window.release();
                    }
                };
        try {
            link.publish(message, outcome);
            return true;
        } catch (LinkException e) {
            window.release();
            return false;
        }
    }
}
