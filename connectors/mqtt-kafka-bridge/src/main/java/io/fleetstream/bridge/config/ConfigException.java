package io.fleetstream.bridge.config;

/** A configuration that cannot be used; the message is one line and says what to do. */
public final class ConfigException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Takes the line to show. */
    public ConfigException(String message) {
        super(message);
    }

    /** Takes the line to show and what led to it. */
    public ConfigException(String message, Throwable cause) {
        super(message, cause);
    }
}
