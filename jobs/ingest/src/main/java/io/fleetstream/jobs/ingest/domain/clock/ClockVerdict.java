package io.fleetstream.jobs.ingest.domain.clock;

import io.fleetstream.jobs.ingest.state.ClockRow;

/**
 * What to do with a message, as far as its device's clock goes.
 *
 * @param hold whether it has to wait, behind those that wait already
 * @param heldOffset if it has not: what to take from the times of those that wait, before it is its
 *     turn; null for nothing
 * @param clock after it; null if the device is in sync
 */
public record ClockVerdict(boolean hold, Long heldOffset, ClockRow clock) {

    /** What to take from the times of the message itself, in microseconds; null for nothing. */
    public Long offset() {
        return clock == null ? null : clock.offset();
    }
}
