package io.fleetstream.jobs.ingest.domain;

import java.util.List;

/**
 * One reading of a message, with what its envelope says already filled in.
 *
 * @param sequence the device's counter; null if it has none; never negative
 * @param deviceTime time as sent, microseconds since the epoch; null if it sent none
 * @param bootId run of the device between two boots; null if it does not say
 * @param firmware version it reports; null if it does not say
 * @param metrics at least one, names unique
 * @param windowMicros length of the window that metrics with a summary were aggregated over, in
 *     microseconds, ending at the reading's time; null for plain readings
 */
public record ParsedReading(
        Long sequence,
        Long deviceTime,
        String bootId,
        String firmware,
        List<ParsedMetric> metrics,
        Long windowMicros) {

    /** A plain reading. */
    public ParsedReading(
            Long sequence,
            Long deviceTime,
            String bootId,
            String firmware,
            List<ParsedMetric> metrics) {
        this(sequence, deviceTime, bootId, firmware, metrics, null);
    }

    /** Time of the measurement: as sent, else {@code receivedAt}; microseconds since the epoch. */
    public long timeOr(long receivedAt) {
        return deviceTime == null ? receivedAt : deviceTime;
    }
}
