package io.fleetstream.jobs.ingest.domain.time;

import io.fleetstream.schemas.ReadingFlag;
import java.util.List;

/**
 * What the time rules need of a device's clock.
 *
 * @param offset device clock minus ours, in microseconds; null if it is in sync or not known
 * @param corrects whether times are to be corrected by it, not only flagged
 */
public record ClockView(Long offset, boolean corrects) {

    /** A clock that nothing is said against. */
    public static final ClockView IN_SYNC = new ClockView(null, false);

    private static final List<ReadingFlag> SKEWED = List.of(ReadingFlag.SKEWED);

    /** What to take from times as sent. */
    long correction() {
        return offset != null && corrects ? offset : 0;
    }

    /** Flags of every reading under it. */
    List<ReadingFlag> flags() {
        return offset == null ? List.of() : SKEWED;
    }

    /** Only a known offset can correct. */
    public ClockView {
        corrects = corrects && offset != null;
    }
}
