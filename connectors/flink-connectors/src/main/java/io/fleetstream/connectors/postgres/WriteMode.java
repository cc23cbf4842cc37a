package io.fleetstream.connectors.postgres;

/**
 * Whether the next rows are copied straight into the table, which fails if one is there, or
 * upserted. Begins with upserts: after a restart rows come again.
 *
 * <p>Copies after some batches all of whose rows changed the table; two at first, twice as many
 * after each copy that failed soon, since a failed copy costs as much as one that did not. Not for
 * several threads.
 */
final class WriteMode {
    private static final int FIRST_TRIAL = 2;
    private static final int LAST_TRIAL = 64;
    private static final int GOOD_RUN = 16;

    private int cleanToCopy = FIRST_TRIAL;
    private int clean;
    private int copied;

    boolean copies() {
        return clean >= cleanToCopy;
    }

    void copied() {
        copied++;
        if (copied == GOOD_RUN) {
            cleanToCopy = FIRST_TRIAL;
        }
    }

    void upserted(int rows, int changed) {
        clean = changed == rows ? clean + 1 : 0;
    }

    /** A row was there. */
    void conflict() {
        if (copied < GOOD_RUN) {
            cleanToCopy = Math.min(LAST_TRIAL, 2 * cleanToCopy);
        }
        clean = 0;
        copied = 0;
    }

    /** Nobody knows whether the last rows are there. */
    void uncertain() {
        clean = 0;
        copied = 0;
    }
}
