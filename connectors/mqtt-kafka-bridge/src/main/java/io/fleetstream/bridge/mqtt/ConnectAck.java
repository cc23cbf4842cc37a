package io.fleetstream.bridge.mqtt;

/**
 * What the broker said when it accepted a connection.
 *
 * @param sessionPresent whether it still had the session of this client id
 * @param receiveMaximum QoS 1 and 2 messages it takes before it has acknowledged the first
 * @param maximumPacketSize largest packet it takes, in bytes
 */
public record ConnectAck(boolean sessionPresent, int receiveMaximum, long maximumPacketSize) {
    /** Size of the largest packet MQTT can express; what holds if the broker names no limit. */
    public static final long LARGEST_PACKET = 268_435_460L;
}
