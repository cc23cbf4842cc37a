package io.fleetstream.emulator.signal;

/**
 * When the messages of a device are due, in event time: a fixed interval, a phase of the device's
 * own and a little jitter. Times of one device increase strictly.
 *
 * @param startMs event time at which the run begins, epoch milliseconds
 * @param intervalMs milliseconds between two messages of one device; at least 1
 */
public record Timeline(long startMs, double intervalMs) {
    private static final int PHASE = 101;
    private static final int JITTER = 102;

    /** Checks the interval: below a millisecond two messages would share a timestamp. */
    public Timeline {
        if (!(intervalMs >= 1)) {
            throw new IllegalArgumentException(
                    "at most 1000 messages per second and device: time stamps are milliseconds");
        }
    }

    /** Event time of a message in epoch milliseconds; strictly increasing in the sequence. */
    public long timestamp(long deviceSeed, long sequence) {
        double phase = Noise.uniform(deviceSeed, PHASE) * intervalMs;
        long whole = (long) Math.floor((sequence - 1) * intervalMs + phase);
        // smaller than the smallest distance of two whole steps, so that the order stays
        double most = Math.min(Math.floor(intervalMs) - 1, 0.3 * intervalMs);
        long jitter = (long) (Noise.uniform(deviceSeed, JITTER, sequence) * most);
        return startMs + whole + jitter;
    }
}
