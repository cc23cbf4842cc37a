package io.fleetstream.bridge.mqtt;

/** An operation on a connection that did not succeed. */
public final class LinkException extends Exception {
    private static final long serialVersionUID = 1L;

    private final int reasonCode;
    private final boolean fromBroker;

    /**
     * Takes what is known of the failure.
     *
     * @param reasonCode MQTT reason code if it came from the broker, else the library's error code
     * @param fromBroker whether the broker answered at all
     */
    public LinkException(String message, int reasonCode, boolean fromBroker, Throwable cause) {
        super(message, cause);
        this.reasonCode = reasonCode;
        this.fromBroker = fromBroker;
    }

    /** MQTT reason code, or the client library's error code. */
    public int reasonCode() {
        return reasonCode;
    }

    /** Whether the code came from the broker. */
    public boolean fromBroker() {
        return fromBroker;
    }
}
