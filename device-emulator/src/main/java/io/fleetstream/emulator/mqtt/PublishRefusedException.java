package io.fleetstream.emulator.mqtt;

/** The broker answered a publish with a reason code of 0x80 or above. */
public final class PublishRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int reasonCode;

    /** Creates the exception for an MQTT 5 reason code. */
    public PublishRefusedException(int reasonCode) {
        super("broker refused the message, reason code " + reasonCode);
        this.reasonCode = reasonCode;
    }

    /** MQTT 5 reason code, 128 to 255. */
    public int reasonCode() {
        return reasonCode;
    }
}
