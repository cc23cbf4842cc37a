package io.fleetstream.cli.topic;

import java.io.IOException;

/** Bytes that are not the record they should be. */
public final class UnreadableRecordException extends IOException {
    private static final long serialVersionUID = 1L;

    /** Says what they are not. */
    public UnreadableRecordException(String message) {
        super(message);
    }
}
