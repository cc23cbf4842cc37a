package io.fleetstream.benchmarks.measure;

/**
 * What one drain took of one process, all threads together.
 *
 * @param records records that went all the way; positive
 * @param cpuNanos CPU time of the process, nanoseconds; at least a step of its clock
 * @param wallNanos time from the start of the source to the last record, nanoseconds
 * @param gcMillis time in garbage collections, milliseconds; {@link #UNKNOWN} if nobody can tell
 * @param allocatedBytes heap allocated; {@link #UNKNOWN} if nobody can tell
 */
public record Sample(
        long records, long cpuNanos, long wallNanos, long gcMillis, long allocatedBytes) {
    /** In place of what cannot be seen from outside of the measured process. */
    public static final long UNKNOWN = -1;

    /** The system counts the CPU time of a process in steps of a hundredth of a second. */
    public static final long CPU_STEP_NANOS = 10_000_000;

    private static final double NANOS_PER_MICRO = 1e3;
    private static final double NANOS_PER_MILLI = 1e6;
    private static final double NANOS_PER_SECOND = 1e9;

    /** Refuses an empty drain: nothing can be said per record of it. */
    public Sample {
        if (records <= 0) {
            throw new IllegalArgumentException("a drain of " + records + " records");
        }
        if (cpuNanos < 0 || wallNanos <= 0) {
            throw new IllegalArgumentException(
                    "a drain that took " + cpuNanos + " ns CPU, " + wallNanos + " ns wall");
        }
        // Nothing is free: a ratio to 0 would say so.
        cpuNanos = Math.max(cpuNanos, CPU_STEP_NANOS);
    }

    /** CPU time per record, microseconds. */
    public double cpuMicrosPerRecord() {
        return cpuNanos / NANOS_PER_MICRO / records;
    }

    /** Records per second of wall time. */
    public double recordsPerSecond() {
        return records / (wallNanos / NANOS_PER_SECOND);
    }

    /** The same with another number of records. */
    public Sample withRecords(long number) {
        return new Sample(number, cpuNanos, wallNanos, gcMillis, allocatedBytes);
    }

    /** The same with another wall time. */
    public Sample withWallNanos(long nanos) {
        return new Sample(records, cpuNanos, nanos, gcMillis, allocatedBytes);
    }

    /** Share of the wall time spent in collections, 0 to 1. */
    public double gcShare() {
        return gcMillis * NANOS_PER_MILLI / wallNanos;
    }

    /** Heap allocated per record, bytes. */
    public double allocatedBytesPerRecord() {
        return (double) allocatedBytes / records;
    }
}
