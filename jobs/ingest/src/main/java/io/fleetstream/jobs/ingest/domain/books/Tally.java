package io.fleetstream.jobs.ingest.domain.books;

import io.fleetstream.schemas.ReasonCode;

/**
 * What one message adds to the books of its hour.
 *
 * @param received 1 when it arrives
 * @param stored 1 if something of it was stored
 * @param duplicated 1 if nothing of it was new
 * @param rejected reason for which it became a dead letter; null if it did not
 * @param parked 1 when it begins to wait, -1 when it has waited
 * @param replayed 1 if it was stored and came from the dead letters
 * @param missing sequence numbers it showed to be skipped
 * @param filled skipped sequence numbers it brought
 * @param resets 1 if it showed the counter to have started again
 * @param skewed 1 if it was stored and its clock is known to be wrong
 */
public record Tally(
        int received,
        int stored,
        int duplicated,
        ReasonCode rejected,
        int parked,
        int replayed,
        long missing,
        long filled,
        int resets,
        int skewed) {

    /** One that arrived and waits. */
    public static Tally waiting() {
        return new Tally(1, 0, 0, null, 1, 0, 0, 0, 0, 0);
    }

    /**
     * One that nothing new was found in.
     *
     * @param waited whether it was counted as waiting before
     */
    public static Tally duplicate(boolean waited) {
        return new Tally(waited ? 0 : 1, 0, 1, null, waited ? -1 : 0, 0, 0, 0, 0, 0);
    }

    /**
     * One that became a dead letter.
     *
     * @param waited whether it was counted as waiting before
     */
    public static Tally rejected(ReasonCode reason, boolean waited) {
        return new Tally(waited ? 0 : 1, 0, 0, reason, waited ? -1 : 0, 0, 0, 0, 0, 0);
    }
}
