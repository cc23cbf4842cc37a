package io.fleetstream.emulator.run;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * Where connections wait for each other before a storm, so that it hits all of them at the same
 * moment even where each goes through event time as fast as it can. Thread-safe.
 */
final class StormBarrier {
    private final int expected;
    private final Map<Long, Integer> arrived = new HashMap<>();
    private final Map<Long, CompletableFuture<Void>> storms = new HashMap<>();
    private boolean open;

    /** A barrier for so many connections. */
    StormBarrier(int expected) {
        this.expected = expected;
    }

    /** Waits for the others; completes when all have come, or nobody is to wait any more. */
    CompletableFuture<Void> arrive(long storm) {
        CompletableFuture<Void> all;
        boolean complete;
        synchronized (this) {
            all = storms.computeIfAbsent(storm, unused -> new CompletableFuture<>());
            complete = open || arrived.merge(storm, 1, Integer::sum) >= expected;
        }
        if (complete) {
            all.complete(null);
        }
        return all;
    }

    /** Lets everybody pass, now and later. */
    void open() {
        Map<Long, CompletableFuture<Void>> waiting;
        synchronized (this) {
            open = true;
            waiting = Map.copyOf(storms);
        }
        waiting.values().forEach(storm -> storm.complete(null));
    }
}
