package io.fleetstream.connectors.confluent;

import io.fleetstream.schemas.ReasonCode;

/**
 * The bytes are at fault: nothing will ever make a record of them. The message is fit for a dead
 * letter; it holds nothing of the payload.
 */
public final class UndecodableRecordException extends Exception {
    private static final long serialVersionUID = 1L;

    /** With what is wrong with the bytes. */
    public UndecodableRecordException(String message) {
        super(message);
    }

    /** With what is wrong with the bytes, and who said so. */
    public UndecodableRecordException(String message, Throwable cause) {
        super(message, cause);
    }

    /** Always {@link ReasonCode#UNREADABLE_RECORD}. */
    public ReasonCode reason() {
        return ReasonCode.UNREADABLE_RECORD;
    }
}
