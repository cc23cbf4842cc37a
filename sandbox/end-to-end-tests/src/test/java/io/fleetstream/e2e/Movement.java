package io.fleetstream.e2e;

import io.fleetstream.cli.stack.LedgerSnapshot;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/** Whether figures still move, whatever the pace of the machine. Not thread-safe. */
final class Movement {
    private final Duration longestStill;
    private final Map<String, Object> figures = new TreeMap<>();
    private long movedAt = System.nanoTime();

    /** Still for so long at most. */
    Movement(Duration longestStill) {
        this.longestStill = longestStill;
    }

    long seen(String figure, long value) {
        note(figure, value);
        return value;
    }

    LedgerSnapshot seen(LedgerSnapshot snapshot) {
        note("raw", snapshot.rawMessages());
        note("accounted", snapshot.accounted());
        return snapshot;
    }

    /**
     * Looks at the clock.
     *
     * @throws AssertionError if no figure has changed for too long
     */
    void assertMoving() {
        Duration still = Duration.ofNanos(System.nanoTime() - movedAt);
        if (still.compareTo(longestStill) > 0) {
            throw new AssertionError("for " + still + " nothing has moved from " + figures);
        }
    }

    private void note(String figure, Object value) {
        if (!value.equals(figures.put(figure, value))) {
            movedAt = System.nanoTime();
        }
    }
}
