package io.fleetstream.benchmarks.measure;

/** Fixtures. */
public final class Samples {
    private static final long RECORDS = 1_000_000;

    private Samples() {}

    /** A measured drain of so many microseconds CPU per record. */
    public static Drain measured(String variant, int round, double cpuMicros) {
        return new Drain(variant, round, false, sample(cpuMicros));
    }

    /** A warm-up drain of so many microseconds CPU per record. */
    public static Drain warmUp(String variant, int round, double cpuMicros) {
        return new Drain(variant, round, true, sample(cpuMicros));
    }

    /**
     * A million records, the wall time twice the CPU time, a tenth of it collecting, 1 KiB each.
     */
    public static Sample sample(double cpuMicros) {
        long cpuNanos = Math.round(cpuMicros * 1e3 * RECORDS);
        long wallNanos = 2 * cpuNanos;
        return new Sample(RECORDS, cpuNanos, wallNanos, wallNanos / 10_000_000, RECORDS * 1_024);
    }
}
