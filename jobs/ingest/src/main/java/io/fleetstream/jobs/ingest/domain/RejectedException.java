package io.fleetstream.jobs.ingest.domain;

import io.fleetstream.schemas.ReasonCode;

/**
 * A message that cannot be used, with the one reason that is reported for it. Carries no stack
 * trace: bad data is data, and there may be a lot of it.
 */
public final class RejectedException extends Exception {
    private static final long serialVersionUID = 1L;

    private static final int LONGEST_PATH = 256;

    private final ReasonCode reason;
    private final String path;

    /**
     * @param reason why the message cannot be used
     * @param path JSON pointer to the field at fault, cut at 256 characters; null if there is none
     * @param message for people; never holds a value from the payload
     */
    public RejectedException(ReasonCode reason, String path, String message) {
        super(message, null, false, false);
        this.reason = reason;
        this.path =
                path == null || path.length() <= LONGEST_PATH
                        ? path
                        : path.substring(0, LONGEST_PATH);
    }

    /** Why. */
    public ReasonCode reason() {
        return reason;
    }

    /** JSON pointer (RFC 6901) to the field at fault, or null. */
    public String path() {
        return path;
    }
}
