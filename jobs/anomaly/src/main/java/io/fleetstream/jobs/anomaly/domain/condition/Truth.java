package io.fleetstream.jobs.anomaly.domain.condition;

/** Whether something is the case, where it may not be known. */
public enum Truth {
    /** It is. */
    TRUE,
    /** It is not. */
    FALSE,
    /** It cannot be told, because something it depends on is missing. */
    UNKNOWN;

    /** Of what is known. */
    public static Truth of(boolean value) {
        return value ? TRUE : FALSE;
    }

    /** The opposite; of what is unknown, unknown. */
    public Truth not() {
        return switch (this) {
            case TRUE -> FALSE;
            case FALSE -> TRUE;
            case UNKNOWN -> UNKNOWN;
        };
    }
}
