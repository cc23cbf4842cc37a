package io.fleetstream.bridge.mqtt;

import java.util.List;
import java.util.function.IntConsumer;

/**
 * One connection to an MQTT broker: connected once, lost once, never reused. So an acknowledgement
 * that comes late cannot hit a packet identifier of the next connection.
 *
 * <p>Messages are acknowledged by hand, at QoS 1, in the order they came. Every method may be
 * called from any thread; none but {@link #connect} and {@link #disconnect} waits for the network.
 */
public interface MqttLink {

    /** Makes the link; one per connection. */
    @FunctionalInterface
    interface Factory {
        /** Makes a link that has not connected yet and reports to the given listener. */
        MqttLink create(LinkSettings settings, Listener listener);
    }

    /** Told what happens on the link, on the link's own threads; must not block for long. */
    interface Listener {
        /** A message came; from the moment of CONNACK on, before any subscription is confirmed. */
        void messageArrived(InboundMessage message);

        /** The connection ended without having been asked to; at most once. */
        void lost(LinkLoss loss);
    }

    /** Told how one publish ended; exactly one of the methods, once, and it must not block. */
    interface PublishListener {
        /** The broker has the message, or has refused it with a code from 128 on. */
        void completed(int reasonCode);

        /** The connection ended first; whether the broker has the message is not known. */
        void unknown();
    }

    /**
     * Connects and waits for CONNACK.
     *
     * @throws LinkException if there is no connection; the link is of no use then
     */
    ConnectAck connect() throws LinkException;

    /**
     * Subscribes in one packet.
     *
     * @param results told the reason code of each subscription in order, on another thread
     * @throws LinkException if the packet cannot be sent
     */
    void subscribe(List<Subscription> subscriptions, IntConsumer results) throws LinkException;

    /** Acknowledges a message of this link; without effect at QoS 0 and when the link is gone. */
    void acknowledge(InboundMessage message);

    /**
     * Publishes a message.
     *
     * @throws LinkException if it was not taken; the listener is not called then
     */
    void publish(OutboundMessage message, PublishListener listener) throws LinkException;

    /**
     * Sends what was acknowledged, says DISCONNECT, keeps the session; waits two seconds at most.
     */
    void disconnect();
}
