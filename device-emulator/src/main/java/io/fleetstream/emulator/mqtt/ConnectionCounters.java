package io.fleetstream.emulator.mqtt;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/** What happened on a set of connections. Thread-safe; one set may serve many publishers. */
public final class ConnectionCounters {
    final AtomicLong connected = new AtomicLong();
    final LongAdder reconnects = new LongAdder();
    final LongAdder failedConnects = new LongAdder();
    final LongAdder acknowledged = new LongAdder();
    final LongAdder redeliveries = new LongAdder();
    final LongAdder refused = new LongAdder();
    final LongAdder statuses = new LongAdder();
    final LongAdder outbox = new LongAdder();

    private volatile String lastFailure = "";

    void connectFailed(Throwable cause) {
        failedConnects.increment();
        lastFailure = ": " + cause.getMessage();
    }

    /** Why the last failed connect failed, after a colon; empty if none did. */
    public String lastFailure() {
        return lastFailure;
    }

    /** Connections that are up now. */
    public long connected() {
        return connected.get();
    }

    /** Successful connects after the first of each connection. */
    public long reconnects() {
        return reconnects.sum();
    }

    /** Attempts to connect that failed. */
    public long failedConnects() {
        return failedConnects.sum();
    }

    /** Messages the broker has acknowledged (QoS 0: written), each counted once. */
    public long acknowledged() {
        return acknowledged.sum();
    }

    /** Times a message was sent again because its acknowledgement never came. */
    public long redeliveries() {
        return redeliveries.sum();
    }

    /** Messages the broker refused with a reason code. */
    public long refused() {
        return refused.sum();
    }

    /** Retained status messages acknowledged; not part of {@link #acknowledged()}. */
    public long statuses() {
        return statuses.sum();
    }

    /** Messages in all outboxes now. */
    public long outbox() {
        return outbox.sum();
    }
}
