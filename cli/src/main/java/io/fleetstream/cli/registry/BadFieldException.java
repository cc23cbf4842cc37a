package io.fleetstream.cli.registry;

/** A field that cannot be taken; the message names it, its value, and what is accepted. */
public final class BadFieldException extends Exception {
    private static final long serialVersionUID = 1L;

    BadFieldException(String message) {
        super(message);
    }
}
