package io.fleetstream.sandbox;

/** A service could not be started, stopped or reached; the message says which and where to look. */
public class SandboxException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** With what happened and what to do. */
    public SandboxException(String message) {
        super(message);
    }

    /** With what happened, what to do and why. */
    public SandboxException(String message, Throwable cause) {
        super(message, cause);
    }
}
