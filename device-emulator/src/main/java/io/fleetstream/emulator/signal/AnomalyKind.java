package io.fleetstream.emulator.signal;

import java.util.Locale;

/** What an injected anomaly does to a metric. */
public enum AnomalyKind {
    /** One to three messages far off. */
    SPIKE,
    /** An offset that appears at once and goes at once. */
    LEVEL_SHIFT,
    /** An offset that grows from message to message. */
    DRIFT,
    /** The value of the first message, repeated. */
    STUCK;

    /** Name in label files, such as {@code level-shift}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
