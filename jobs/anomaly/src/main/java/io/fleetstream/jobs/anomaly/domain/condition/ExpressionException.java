package io.fleetstream.jobs.anomaly.domain.condition;

/** An expression that cannot be compiled; the message says what is wrong with it and where. */
public final class ExpressionException extends Exception {
    private static final long serialVersionUID = 1;

    /** With what is wrong. */
    public ExpressionException(String message) {
        super(message);
    }

    /** With what is wrong, and what found it. */
    public ExpressionException(String message, Throwable cause) {
        super(message, cause);
    }
}
