package io.fleetstream.benchmarks.measure;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Which direction of a figure is the good one. */
public enum Better {
    LOWER,
    HIGHER;

    /** Whether the value reaches the target, the target itself included. */
    public boolean reaches(double value, double target) {
        return this == LOWER ? value <= target : value >= target;
    }

    /** The word in reports. */
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
