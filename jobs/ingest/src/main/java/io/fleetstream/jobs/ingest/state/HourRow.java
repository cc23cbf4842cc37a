package io.fleetstream.jobs.ingest.state;

import java.util.Map;

/**
 * Open books of a device for the messages that arrived in one hour; counts of messages.
 *
 * @param hour beginning of the hour, microseconds since the epoch
 * @param part offset of the message that opened the books
 * @param received arrived
 * @param stored of which something was stored
 * @param duplicated of which nothing was new
 * @param rejected by reason; null for none
 * @param parked still waiting
 * @param replayed of those stored, came back from the dead letters
 * @param missing sequence numbers found skipped
 * @param filled skipped sequence numbers that came late
 * @param resets times the counter started again
 * @param skewed stored from a clock known to be wrong
 * @param updatedAt latest arrival counted, microseconds since the epoch
 * @param dueAt when the books are to be published, in arrival time; {@link #CLEAN} if nothing has
 *     changed since they were
 * @param publishedAt when they were published last, in arrival time; 0 for never
 */
public record HourRow(
        long hour,
        long part,
        long received,
        long stored,
        long duplicated,
        Map<String, Long> rejected,
        long parked,
        long replayed,
        long missing,
        long filled,
        long resets,
        long skewed,
        long updatedAt,
        long dueAt,
        long publishedAt) {

    /** Nothing to publish. */
    public static final long CLEAN = Long.MAX_VALUE;

    /** Books with nothing in them. */
    public static HourRow opened(long hour, long part) {
        return new HourRow(hour, part, 0, 0, 0, null, 0, 0, 0, 0, 0, 0, hour, CLEAN, 0);
    }

    /** Whether something has changed since the books were published. */
    public boolean isDirty() {
        return dueAt != CLEAN;
    }

    /** The same books, published at that arrival time. */
    public HourRow published(long now) {
        return new HourRow(
                hour,
                part,
                received,
                stored,
                duplicated,
                rejected,
                parked,
                replayed,
                missing,
                filled,
                resets,
                skewed,
                updatedAt,
                CLEAN,
                now);
    }
}
