package io.fleetstream.jobs.ingest.domain.time;

import io.fleetstream.schemas.ReadingFlag;
import io.fleetstream.schemas.TimeSource;
import java.util.List;

/**
 * When a reading was measured.
 *
 * @param eventTime microseconds since the epoch
 * @param source where it comes from
 * @param clockOffset what was taken from the time as sent, in microseconds; null for nothing
 * @param flags what is remarkable about it, ascending
 */
public record Timing(
        long eventTime, TimeSource source, Long clockOffset, List<ReadingFlag> flags) {}
