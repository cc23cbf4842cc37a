package io.fleetstream.cli.stack;

import io.fleetstream.schemas.ReasonCode;
import java.util.Map;

/**
 * What stood in the telemetry topics at one moment.
 *
 * @param rawMessages device messages in {@code telemetry.raw}, heartbeats not counted
 * @param heartbeats heartbeats in {@code telemetry.raw}
 * @param readingMessages messages that became at least one reading
 * @param readings readings; a batch message has several
 * @param values metrics in these readings
 * @param sequences distinct (device, boot, sequence) among them
 * @param deadLetters messages of {@code telemetry.raw} in the dead letters
 * @param reasons the same by reason
 * @param duplicates repeats that ingest dropped
 * @param repeated records that appeared twice in an output topic; 0 unless exactly-once is broken
 */
public record LedgerSnapshot(
        long rawMessages,
        long heartbeats,
        long readingMessages,
        long readings,
        long values,
        long sequences,
        long deadLetters,
        Map<ReasonCode, Long> reasons,
        long duplicates,
        long repeated) {

    /** Messages that have come out of ingest, one way or another. */
    public long accounted() {
        return readingMessages + deadLetters + duplicates;
    }
}
