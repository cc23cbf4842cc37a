package io.fleetstream.jobs.anomaly.domain.rule;

import java.util.Arrays;
import java.util.Optional;

/** How bad it is. */
public enum Severity {
    /** Nobody can say. */
    INDETERMINATE(1),
    /** May become a problem. */
    WARNING(2),
    /** A problem that can wait. */
    MINOR(3),
    /** A problem. */
    MAJOR(4),
    /** Somebody must do something now. */
    CRITICAL(5);

    private final int rank;

    Severity(int rank) {
        this.rank = rank;
    }

    /** The greater the worse. */
    public int rank() {
        return rank;
    }

    /** The one of a rank. */
    public static Optional<Severity> ofRank(int rank) {
        return Arrays.stream(values()).filter(severity -> severity.rank == rank).findFirst();
    }
}
