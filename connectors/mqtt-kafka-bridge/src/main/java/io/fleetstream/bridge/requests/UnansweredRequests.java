package io.fleetstream.bridge.requests;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Counts, for each thing and kind of request, what was passed on and is not answered yet. Safe for
 * several threads.
 *
 * <p>Answers come in the order of the requests, so an answer settles the oldest one. A request
 * without an answer stops to count after a time, so that one that is lost blocks nobody for ever.
 * No more than a fixed number is remembered over all things; beyond that the oldest stops to count
 * early. Where an answer comes twice, the count is too low for a while, never too high.
 */
public final class UnansweredRequests {
    /** Requests remembered, all things together; about 15 MB. */
    static final int MOST = 200_000;

    private final long timeoutNanos;
    private final LongSupplier nanoTime;
    private final int most;
    // guarded by this
    private final Map<String, Waiting> byThing = new HashMap<>();
    private final Deque<Passed> passed = new ArrayDeque<>();
    private long unanswered;

    /** Counts a request until it is answered, at most for this time. */
    public UnansweredRequests(Duration timeout) {
        this(timeout, System::nanoTime, MOST);
    }

    UnansweredRequests(Duration timeout, LongSupplier nanoTime, int most) {
        this.timeoutNanos = timeout.toNanos();
        this.nanoTime = nanoTime;
        this.most = most;
    }

    /**
     * A request is passed on.
     *
     * @param thing name of the thing with the kind of its requests
     * @return how many of the thing are unanswered, this one included
     */
    public synchronized int passedOn(String thing) {
        long now = nanoTime.getAsLong();
        Waiting waiting = byThing.computeIfAbsent(thing, Waiting::new);
        waiting.open++;
        unanswered++;
        passed.add(new Passed(waiting, now));
        forget(now);
        return waiting.open;
    }

    /** A request is answered, or was not passed on after all. */
    public synchronized void answered(String thing) {
        Waiting waiting = byThing.get(thing);
        if (waiting != null && waiting.open > 0) {
            waiting.open--;
            waiting.settled++;
            unanswered--;
            forget(nanoTime.getAsLong());
        }
    }

    /** All that is unanswered, of all things. */
    public synchronized long total() {
        forget(nanoTime.getAsLong());
        return unanswered;
    }

    /** Things with requests that are remembered. */
    synchronized int things() {
        return byThing.size();
    }

    /** Drops from the oldest end what is settled, what is too old and what is too much. */
    private void forget(long now) {
        while (!passed.isEmpty()) {
            Passed oldest = passed.peek();
            if (oldest.waiting.settled == 0
                    && now - oldest.nanos < timeoutNanos
                    && passed.size() <= most) {
                return;
            }
            passed.remove();
            drop(oldest.waiting);
        }
    }

    private void drop(Waiting waiting) {
        if (waiting.settled > 0) {
            waiting.settled--;
        } else {
            waiting.open--;
            unanswered--;
        }
        if (waiting.settled == 0 && waiting.open == 0) {
            byThing.remove(waiting.thing);
        }
    }

    /** The requests of a thing that stand in the queue: open ones and settled ones. */
    private static final class Waiting {
        private final String thing;
        private int open;
        private int settled;

        Waiting(String thing) {
            this.thing = thing;
        }
    }

    private record Passed(Waiting waiting, long nanos) {}
}
