package io.fleetstream.jobs.shadow.command.domain;

import io.fleetstream.schemas.ReasonCode;

/** A payload that is neither a command nor an answer to one. */
public final class BadCommandException extends Exception {
    private static final long serialVersionUID = 1L;

    private final ReasonCode reason;
    private final String path;

    BadCommandException(ReasonCode reason, String path, String message) {
        super(message);
        this.reason = reason;
        this.path = path;
    }

    /** Reason of the dead letter. */
    public ReasonCode reason() {
        return reason;
    }

    /** JSON Pointer to the field at fault; null where it is the whole payload. */
    public String path() {
        return path;
    }
}
