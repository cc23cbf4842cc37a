package io.fleetstream.jobs.timescale.domain;

import io.fleetstream.schemas.ReasonCode;

/** A status message that says nothing usable. */
public final class UnusableStatusException extends Exception {
    private static final long serialVersionUID = 1L;

    private final ReasonCode reason;
    private final String path;

    UnusableStatusException(ReasonCode reason, String path, String message) {
        super(message);
        this.reason = reason;
        this.path = path;
    }

    /** Why. */
    public ReasonCode reason() {
        return reason;
    }

    /** JSON pointer to the field at fault; null if it is the whole. */
    public String path() {
        return path;
    }
}
