package io.fleetstream.jobs.shadow.bulk;

import io.fleetstream.schemas.ReasonCode;

/** A bulk request that no device could carry out. */
final class BadBulkException extends Exception {
    private static final long serialVersionUID = 1L;

    private final ReasonCode reason;
    private final String path;

    BadBulkException(ReasonCode reason, String path, String message) {
        super(message);
        this.reason = reason;
        this.path = path;
    }

    /** Reason of the dead letter. */
    ReasonCode reason() {
        return reason;
    }

    /** JSON Pointer to the field at fault. */
    String path() {
        return path;
    }
}
