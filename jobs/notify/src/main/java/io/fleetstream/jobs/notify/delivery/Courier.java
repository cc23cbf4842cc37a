package io.fleetstream.jobs.notify.delivery;

import io.fleetstream.jobs.notify.domain.Answer;
import io.fleetstream.jobs.notify.domain.Backoff;
import io.fleetstream.jobs.notify.domain.Notice;
import io.fleetstream.jobs.notify.domain.Target;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Brings notices to one target: those of a lane in their order, of different lanes at once, but
 * never more than the target bears; one at a time while it fails, none while it asked for a pause.
 * What fails is tried again until it is taken, refused, or its time is over.
 *
 * <p>One thread decides; nobody waits in it.
 */
public final class Courier implements AutoCloseable {
    private final int capacity;
    private final Target.Pace pace;
    private final Backoff backoff;
    private final Caller caller;
    private final Clock clock;
    private final Tally tally;
    private final ScheduledThreadPoolExecutor loop;

    private final Map<String, Deque<Delivery>> lanes = new HashMap<>();
    private final Deque<Delivery> ready = new ArrayDeque<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicInteger failures = new AtomicInteger();
    private int onTheWire;
    private long pausedUntil;

    /**
     * Reads the target's secrets.
     *
     * @param capacity most notices that wait; those beyond are given up at once
     * @throws IOException naming the file that cannot be read
     */
    public Courier(Target target, int capacity, Tally tally) throws IOException {
        this(target, capacity, tally, Clock.systemUTC());
    }

    Courier(Target target, int capacity, Tally tally, Clock clock) throws IOException {
        this.capacity = capacity;
        this.pace = target.pace();
        this.backoff = new Backoff(pace.firstBackoff(), pace.longestBackoff());
        this.tally = tally;
        this.clock = clock;
        this.caller = new Caller(target, Access.of(target), clock);
        this.loop =
                new ScheduledThreadPoolExecutor(
                        1, task -> Caller.daemon(task, "notify-" + target.name()));
        loop.setRemoveOnCancelPolicy(true);
    }

    /** Takes a notice over; completes when it is taken or given up, never exceptionally. */
    public CompletableFuture<Outcome> deliver(Notice notice) {
        Delivery delivery = new Delivery(notice);
        loop.execute(() -> enter(delivery));
        return delivery.outcome;
    }

    /** Notices that are neither taken nor given up. */
    public int waiting() {
        return waiting.get();
    }

    /** Tries that failed since the last one that did not. */
    public int failures() {
        return failures.get();
    }

    private void enter(Delivery delivery) {
        if (waiting.get() >= capacity) {
            tally.gaveUp();
            delivery.outcome.complete(
                    new Outcome(false, "not tried, " + capacity + " were waiting already"));
            return;
        }
        waiting.incrementAndGet();
        delivery.deadline =
                loop.schedule(
                        () -> expire(delivery),
                        pace.giveUpAfter().toMillis(),
                        TimeUnit.MILLISECONDS);
        Deque<Delivery> lane =
                lanes.computeIfAbsent(delivery.notice.lane(), name -> new ArrayDeque<>());
        lane.add(delivery);
        if (lane.size() == 1) {
            offer(delivery);
        }
    }

    private void offer(Delivery delivery) {
        if (!delivery.outcome.isDone()) {
            ready.add(delivery);
            callReady();
        }
    }

    private void callReady() {
        while (!ready.isEmpty() && onTheWire < (failures.get() == 0 ? pace.concurrency() : 1)) {
            long pause = pausedUntil - clock.millis();
            if (pause > 0) {
                schedule(this::callReady, pause);
                return;
            }
            call(ready.remove());
        }
    }

    private void call(Delivery delivery) {
        onTheWire++;
        delivery.onTheWire = true;
        delivery.tries++;
        CompletableFuture<Void> unused =
                caller.call(delivery.notice)
                        .thenAcceptAsync(answer -> answered(delivery, answer), loop);
    }

    private void answered(Delivery delivery, Answer answer) {
        onTheWire--;
        delivery.onTheWire = false;
        delivery.lastAnswer = answer.text();
        switch (answer.kind()) {
            case TAKEN -> {
                failures.set(0);
                tally.taken();
                finish(delivery, true);
            }
            case REFUSED -> {
                failures.set(0);
                tally.refused();
                finish(delivery, false);
            }
            case LATER -> retry(delivery, answer.pause());
        }
        callReady();
    }

    private void retry(Delivery delivery, Duration pause) {
        failures.incrementAndGet();
        pausedUntil = Math.max(pausedUntil, clock.millis() + pause.toMillis());
        if (delivery.deadline.isDone()) {
            tally.gaveUp();
            finish(delivery, false);
            return;
        }
        tally.retried();
        Duration wait = backoff.after(delivery.notice.id(), delivery.tries);
        schedule(() -> offer(delivery), Math.max(wait.toMillis(), pause.toMillis()));
    }

    /** One that is on the wire has the rest of its try. */
    private void expire(Delivery delivery) {
        if (!delivery.onTheWire && !delivery.outcome.isDone()) {
            tally.gaveUp();
            ready.remove(delivery);
            finish(delivery, false);
        }
    }

    private void finish(Delivery delivery, boolean taken) {
        delivery.deadline.cancel(false);
        waiting.decrementAndGet();
        Deque<Delivery> lane = lanes.get(delivery.notice.lane());
        boolean first = lane.peek() == delivery;
        lane.remove(delivery);
        if (lane.isEmpty()) {
            lanes.remove(delivery.notice.lane());
        } else if (first) {
            offer(lane.peek());
        }
        delivery.outcome.complete(new Outcome(taken, delivery.story()));
    }

    private void schedule(Runnable task, long millis) {
        ScheduledFuture<?> unused = loop.schedule(task, millis, TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        loop.shutdownNow();
        caller.close();
    }
}
