package io.fleetstream.bridge.logging;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;

/** Warns at most once per interval and says how many warnings were left out. Thread-safe. */
public final class RateLimitedLog {
    private final Logger log;
    private final long intervalNanos;
    private final AtomicLong notBefore = new AtomicLong(Long.MIN_VALUE);
    private final AtomicLong left = new AtomicLong();

    /**
     * Warns to a logger.
     *
     * @param interval least time between two warnings
     */
    public RateLimitedLog(Logger log, Duration interval) {
        this.log = log;
        this.intervalNanos = interval.toNanos();
    }

    /** Warns, or counts the warning as left out. */
    public void warn(String format, Object... arguments) {
        long now = System.nanoTime();
        long due = notBefore.get();
        boolean open = due == Long.MIN_VALUE || now - due >= 0;
        if (!open || !notBefore.compareAndSet(due, now + intervalNanos)) {
            left.incrementAndGet();
            return;
        }
        long omitted = left.getAndSet(0);
        log.warn(omitted == 0 ? format : format + " (" + omitted + " more since)", arguments);
    }
}
