package io.fleetstream.connectors.parquet.staging;

/**
 * What becomes files of one directory.
 *
 * @param org organisation; empty where there are no directories by organisation
 * @param hour hours since the epoch, UTC
 */
public record Bucket(String org, long hour) implements Comparable<Bucket> {
    private static final long MICROS_PER_HOUR = 3_600_000_000L;

    /** The hour a time belongs to. */
    public static long hourOf(long micros) {
        return Math.floorDiv(micros, MICROS_PER_HOUR);
    }

    /** First instant of the hour, microseconds since the epoch. */
    public long startMicros() {
        return hour * MICROS_PER_HOUR;
    }

    /** First instant after it. */
    public long endMicros() {
        return (hour + 1) * MICROS_PER_HOUR;
    }

    @Override
    public int compareTo(Bucket other) {
        int byHour = Long.compare(hour, other.hour);
        return byHour != 0 ? byHour : org.compareTo(other.org);
    }
}
