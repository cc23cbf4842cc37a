package io.fleetstream.bridge.mqtt;

/** What one connection is used for; one object per connection. Methods must not block for long. */
public interface ConnectionHandler {
    /** The link exists and is about to connect. */
    void opening(MqttLink link);

    /** The broker accepted the connection. */
    void connected(ConnectAck ack);

    /**
     * A message came; possibly before {@link #connected} returned. May block for a few seconds:
     * meanwhile nothing more is read from the broker.
     */
    void messageArrived(InboundMessage message);

    /**
     * The connection is over, whoever ended it; nothing more comes. Not called if it never was.
     *
     * @param loss why, or null if this side ended it
     */
    void closed(LinkLoss loss);
}
