package io.fleetstream.jobs.ingest.domain.sequence;

import io.fleetstream.schemas.SequenceEventKind;

/**
 * What a reading tells about its device's counter.
 *
 * @param kind GAP, FILL or RESET
 * @param from first number skipped or filled; with RESET the first number after it
 * @param to last number skipped or filled, inclusive; with RESET the greatest number before it
 */
public record Finding(SequenceEventKind kind, long from, long to) {
    /** Numbers skipped or filled. */
    public long numbers() {
        return to - from + 1;
    }
}
