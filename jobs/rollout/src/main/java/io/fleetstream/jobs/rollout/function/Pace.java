package io.fleetstream.jobs.rollout.function;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * How many orders may be on their way to devices' logs: few enough that a pause, which stops those
 * not yet sent, is felt within a second however many devices were released. An order of which
 * nothing was heard for a second does not count any more, as a device that had it already says
 * nothing. Decides how fast it goes and nothing else; forgotten by a restart. Not thread-safe.
 */
final class Pace {
    /** Orders of one part of the job that may be on their way. */
    static final int MOST = 2_000;

    private static final long PATIENCE_MS = 1_000;

    private final Deque<Ordered> ordered = new ArrayDeque<>();
    private int underWay;

    /** Some orders that were sent at one time. */
    private record Ordered(long at, int orders) {}

    /** How many may be sent now, in milliseconds of this machine. */
    int room(long now) {
        while (!ordered.isEmpty() && now - ordered.peek().at() >= PATIENCE_MS) {
            underWay -= ordered.poll().orders();
        }
        return MOST - underWay;
    }

    void ordered(int orders, long now) {
        if (orders > 0) {
            ordered.add(new Ordered(now, orders));
            underWay += orders;
        }
    }

    /** One has arrived; which does not matter. */
    void arrived() {
        Ordered first = ordered.poll();
        if (first == null) {
            return;
        }
        underWay--;
        if (first.orders() > 1) {
            ordered.addFirst(new Ordered(first.at(), first.orders() - 1));
        }
    }
}
