package io.fleetstream.bridge.uplink;

import java.time.Duration;

/**
 * Bounds what was accepted from MQTT and is not yet in Kafka, in messages and in bytes. QoS 0 may
 * use half of it, so that a flood of messages nobody waits for cannot stop those somebody does.
 * Thread-safe.
 */
final class InFlightBudget {
    private final int maxMessages;
    private final long maxBytes;
    private int messages;
    private long bytes;

    InFlightBudget(int maxMessages, long maxBytes) {
        this.maxMessages = maxMessages;
        this.maxBytes = maxBytes;
    }

    /** Takes a share for a message; false if there is not enough left. */
    synchronized boolean tryAcquire(int qos, long size) {
        int share = qos == 0 ? 2 : 1;
        // A single message always fits, or one above the budget could never pass.
        boolean fits =
                messages == 0
                        || (messages < maxMessages / share && bytes + size <= maxBytes / share);
        if (fits) {
            messages++;
            bytes += size;
        }
        return fits;
    }

    /**
     * Takes a share for a message that somebody waits for, as soon as there is enough left.
     *
     * @return false if there is not within this time
     */
    synchronized boolean acquire(long size, Duration patience) throws InterruptedException {
        long until = System.nanoTime() + patience.toNanos();
        while (!tryAcquire(1, size)) {
            long millis = Duration.ofNanos(until - System.nanoTime()).toMillis();
            if (millis <= 0) {
                return false;
            }
            wait(millis);
        }
        return true;
    }

    synchronized void release(long size) {
        messages--;
        bytes -= size;
        notifyAll();
    }

    /** Whether there is room again for a good stretch of messages. */
    synchronized boolean isRelaxed() {
        return messages <= maxMessages / 2 && bytes <= maxBytes / 2;
    }

    synchronized int messages() {
        return messages;
    }

    synchronized long bytes() {
        return bytes;
    }
}
