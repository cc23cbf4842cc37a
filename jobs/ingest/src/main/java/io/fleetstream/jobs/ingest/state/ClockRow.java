package io.fleetstream.jobs.ingest.state;

/**
 * What is known of a clock that is, or was thought to be, wrong; a device in sync has none. Times
 * in microseconds since the epoch.
 *
 * @param offset device clock minus ours, in microseconds; null if it is not known
 * @param phase one of the constants here
 * @param samples device time and arrival of the last messages out of sync: time, arrival, time,
 *     arrival, …; oldest first
 */
@SuppressWarnings("ArrayRecordComponent") // compact in state; never compared, never changed
public record ClockRow(Long offset, int phase, long[] samples) {

    /** The offset is known, the last message agreed with it. */
    public static final int KNOWN = 0;

    /** Messages are held until it is clear whether the clock is steadily wrong. */
    public static final int SUSPECT = 1;

    /** It was not; messages out of sync pass as they are until it is. */
    public static final int PASSING = 2;

    /** Fills in what an older savepoint does not have. */
    public ClockRow {
        samples = samples == null ? new long[0] : samples;
    }
}
