package io.fleetstream.jobs.shadow.domain.beyond;

import java.util.Locale;
import java.util.Optional;

/** What is done about writers that write at the same time, or whose writing comes late. */
public enum ConflictPolicy {
    /**
     * A request may name the version it was made for, and is refused if that is over: as in AWS.
     */
    VERSION,
    /** Whatever version a request names, it is merged; of each value the last arrival counts. */
    MERGE,
    /** Of each value the last measurement counts, in whatever order reports arrive. */
    MEASURED_TIME,
    /**
     * Writers number their writing and say what they had seen: what had been seen is replaced, and
     * of concurrent writes of one value the one with the higher sum of its clock counts, then the
     * one whose clock is later as text.
     */
    VECTOR_CLOCK;

    /** Whether every value keeps the stamp of its writing. */
    boolean isStamped() {
        return this == MEASURED_TIME || this == VECTOR_CLOCK;
    }

    /** Number of the kind of stamps in state; 0 for none. */
    int stamps() {
        return switch (this) {
            case VERSION, MERGE -> 0;
            case MEASURED_TIME -> 1;
            case VECTOR_CLOCK -> 2;
        };
    }

    static Optional<ConflictPolicy> parse(String text) {
        for (ConflictPolicy policy : values()) {
            if (policy.name().toLowerCase(Locale.ROOT).replace('_', '-').equals(text)) {
                return Optional.of(policy);
            }
        }
        return Optional.empty();
    }
}
