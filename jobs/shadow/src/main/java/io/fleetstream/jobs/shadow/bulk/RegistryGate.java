package io.fleetstream.jobs.shadow.bulk;

import io.fleetstream.jobs.shadow.state.BulkRow;
import java.time.Duration;

/**
 * Whether the rows that were written before a request have been read, as far as anybody can tell:
 * none has come for a while. After a restart it takes that while as well. By the clock of the
 * machine, because it decides how long a request waits and nothing else.
 */
final class RegistryGate {
    /** Time without such a row. */
    static final long PAUSE_MILLIS = Duration.ofSeconds(5).toMillis();

    private static final long MICROS_PER_MILLI = 1_000L;

    private long opensAt;

    /**
     * A row was read.
     *
     * @param writtenAt when it was written, microseconds since the epoch
     * @param next the request that waits; null for none
     */
    void read(long writtenAt, BulkRow next, long nowMillis) {
        opensAt(nowMillis);
        long old = next == null ? (nowMillis - PAUSE_MILLIS) * MICROS_PER_MILLI : next.createdAt();
        if (writtenAt <= old) {
            opensAt = nowMillis + PAUSE_MILLIS;
        }
    }

    /** When it opens, in milliseconds; that time or an earlier one if it is open. */
    long opensAt(long nowMillis) {
        if (opensAt == 0) {
            opensAt = nowMillis + PAUSE_MILLIS;
        }
        return opensAt;
    }
}
