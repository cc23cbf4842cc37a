package io.fleetstream.jobs.anomaly.domain.condition;

/** How a value lies to a threshold. */
public enum Comparison {
    /** Greater. */
    ABOVE,
    /** Less. */
    BELOW,
    /** Greater or equal. */
    AT_LEAST,
    /** Less or equal. */
    AT_MOST,
    /** The same. */
    EQUAL,
    /** Another. */
    NOT_EQUAL;

    /** Whether it does. */
    public boolean holds(double value, double threshold) {
        return switch (this) {
            case ABOVE -> value > threshold;
            case BELOW -> value < threshold;
            case AT_LEAST -> value >= threshold;
            case AT_MOST -> value <= threshold;
            case EQUAL -> value == threshold;
            case NOT_EQUAL -> value != threshold;
        };
    }

    /** The comparison that holds where this one does not. */
    public Comparison opposite() {
        return switch (this) {
            case ABOVE -> AT_MOST;
            case BELOW -> AT_LEAST;
            case AT_LEAST -> BELOW;
            case AT_MOST -> ABOVE;
            case EQUAL -> NOT_EQUAL;
            case NOT_EQUAL -> EQUAL;
        };
    }

    /** The strict one on the other side, for a threshold that was moved by a hysteresis. */
    Comparison beyond() {
        return switch (this) {
            case ABOVE, AT_LEAST -> BELOW;
            case BELOW, AT_MOST -> ABOVE;
            case EQUAL, NOT_EQUAL -> opposite();
        };
    }

    /** Whether there is a side to move a threshold to. */
    public boolean isOrder() {
        return this != EQUAL && this != NOT_EQUAL;
    }

    /** The side on which a hysteresis lies: below what is to be above, above what is below. */
    double side() {
        return this == ABOVE || this == AT_LEAST ? -1 : 1;
    }
}
