package io.fleetstream.emulator.mqtt;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * Publishes through one connection, in order, until the broker has acknowledged: connects, greets,
 * sends what the in-flight bound allows, and after a lost connection comes back with jitter and
 * sends everything unacknowledged again.
 *
 * <p>Every method is called on the serial executor given to the constructor.
 */
public final class ReliablePublisher {
    /** Of what the broker allows in flight, for messages past the outbox. */
    private static final int KEPT_FOR_DIRECT = 4;

    private final DeviceConnection connection;
    private final PublisherSettings settings;
    private final ScheduledExecutorService scheduler;
    private final SerialExecutor serial;
    private final ConnectionCounters counters;
    private final PublisherListener listener;
    private final Outbox outbox;
    private final CompletableFuture<Void> done = new CompletableFuture<>();

    private int epoch; // grows with every connect and loss: tells old callbacks from current ones
    private int failures;
    private int inFlightLimit;
    private boolean connecting;
    private boolean up;
    private boolean ready;
    private boolean everConnected;
    private boolean finishing;
    private boolean closed;
    private boolean suspended;

    /** Creates a publisher that does nothing until started. */
    public ReliablePublisher(
            DeviceConnection connection,
            PublisherSettings settings,
            ScheduledExecutorService scheduler,
            SerialExecutor serial,
            ConnectionCounters counters,
            PublisherListener listener) {
        this.connection = connection;
        this.settings = settings;
        this.scheduler = scheduler;
        this.serial = serial;
        this.counters = counters;
        this.listener = listener;
        this.outbox = new Outbox(settings.outboxCapacity());
    }

    /** Connects, and stays connected until finished. */
    public void start() {
        if (closed || suspended || connecting || up) {
            return;
        }
        connecting = true;
        int mine = ++epoch;
        connection
                .connect(cause -> serial.execute(() -> lost(mine)))
                .whenComplete(
                        (limit, failure) ->
                                serial.execute(
                                        () -> {
                                            if (failure == null) {
                                                connected(mine, limit);
                                            } else {
                                                counters.connectFailed(failure);
                                                lost(mine);
                                            }
                                        }));
    }

    /** Whether the outbox would take a message. */
    public boolean hasRoom() {
        return !closed && outbox.size() < settings.outboxCapacity();
    }

    /** Takes a message, or returns false if the outbox is full: wait for {@code removed}. */
    public boolean offer(OutboundMessage message) {
        if (closed || !outbox.offer(message)) {
            return false;
        }
        counters.outbox.increment();
        pump();
        return true;
    }

    /**
     * Publishes at once, past the outbox and without sending again: for messages whose sender waits
     * for an answer.
     *
     * @return completes on the serial executor when the broker has acknowledged; fails if there is
     *     no connection, or it is lost before
     */
    public CompletionStage<Void> direct(OutboundMessage message) {
        CompletableFuture<Void> published = new CompletableFuture<>();
        if (!ready) {
            published.completeExceptionally(new IllegalStateException("not connected"));
            return published;
        }
        connection
                .publish(message)
                .whenComplete((sent, failure) -> serial.execute(() -> settle(published, failure)));
        return published;
    }

    private static void settle(CompletableFuture<Void> published, Throwable failure) {
        if (failure == null) {
            published.complete(null);
        } else {
            published.completeExceptionally(failure);
        }
    }

    /**
     * Ends cleanly once the outbox is empty. The future completes when the connection is closed.
     */
    public CompletionStage<Void> finish() {
        finishing = true;
        finishIfEmpty();
        return done;
    }

    /** Cuts the connection as a failing network would, and stays away until resumed. */
    public void suspend() {
        if (closed || suspended) {
            return;
        }
        suspended = true;
        boolean open = connecting || up;
        down();
        if (open) {
            connection.abort();
        }
        outbox.connectionLost();
    }

    /** Connects at once after {@link #suspend}, without waiting. */
    public void resume() {
        suspended = false;
        failures = 0;
        start();
    }

    /** Whether a connection stands and greetings are over. */
    public boolean isReady() {
        return ready;
    }

    /** Gives up: closes without goodbye and returns how many messages were left. */
    public int abandon() {
        if (closed) {
            return 0;
        }
        int left = outbox.size();
        counters.outbox.add(-left);
        close();
        connection.abort();
        outbox.forEach(entry -> entry.message().delivery().abandoned(entry.attempts() > 0));
        return left;
    }

    private void connected(int mine, int limit) {
        if (mine != epoch || closed) {
            return;
        }
        connecting = false;
        up = true;
        counters.connected.incrementAndGet();
        if (everConnected) {
            counters.reconnects.increment();
        }
        everConnected = true;
        List<String> wanted = listener.subscriptions();
        int spare = wanted.isEmpty() ? limit : Math.max(1, limit - KEPT_FOR_DIRECT);
        inFlightLimit = Math.min(spare, settings.maxInFlight());
        subscribe(wanted, mine)
                .thenCompose(subscribed -> sendStatus(listener.greeting()))
                .whenComplete((sent, failure) -> greeted(mine, failure));
    }

    private CompletionStage<Void> subscribe(List<String> wanted, int mine) {
        if (wanted.isEmpty()) {
            return CompletableFuture.completedFuture(null);
        }
        return connection.subscribe(
                wanted,
                message ->
                        serial.execute(
                                () -> {
                                    if (mine == epoch && up) {
                                        listener.received(message);
                                    }
                                }));
    }

    private void greeted(int mine, Throwable failure) {
        serial.execute(
                () -> {
                    if (mine != epoch) {
                        return;
                    }
                    if (failure != null && !isRefusal(failure)) {
                        lost(mine);
                        return;
                    }
                    failures = 0;
                    ready = true;
                    pump();
                    listener.ready();
                    finishIfEmpty();
                });
    }

    private void pump() {
        while (ready && outbox.inFlight() < inFlightLimit) {
            Outbox.Entry entry = outbox.next();
            if (entry == null) {
                return;
            }
            if (entry.attempts() > 1) {
                counters.redeliveries.increment();
                entry.message().delivery().redelivered();
            } else {
                entry.message().delivery().sent();
            }
            int mine = epoch;
            connection
                    .publish(entry.message())
                    .whenComplete(
                            (sent, failure) ->
                                    serial.execute(() -> completed(mine, entry, failure)));
        }
    }

    private void completed(int mine, Outbox.Entry entry, Throwable failure) {
        if (mine != epoch) {
            return;
        }
        if (failure != null && !isRefusal(failure)) {
            lost(mine);
            return;
        }
        outbox.remove(entry);
        counters.outbox.decrement();
        if (failure == null) {
            counters.acknowledged.increment();
            entry.message().delivery().acknowledged();
        } else {
            counters.refused.increment();
            entry.message().delivery().refused();
        }
        pump();
        listener.removed();
        finishIfEmpty();
    }

    private void lost(int mine) {
        if (mine != epoch || closed) {
            return;
        }
        down();
        connection.abort(); // frees what the library still holds
        outbox.connectionLost();
        finishIfEmpty();
        Duration wait = settings.backoff().delay(failures++, ThreadLocalRandom.current());
        later(wait);
    }

    private void later(Duration wait) {
        try {
            ScheduledFuture<?> unused =
                    scheduler.schedule(
                            () -> serial.execute(this::start),
                            wait.toMillis(),
                            TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            close(); // the run is over
        }
    }

    private void finishIfEmpty() {
        if (!finishing || closed || outbox.size() > 0 || connecting || (up && !ready)) {
            return;
        }
        boolean goodbye = ready;
        close();
        if (!goodbye) {
            done.complete(null); // the broker has published the last will already
            return;
        }
        sendStatus(listener.farewell())
                .exceptionally(failure -> null)
                .thenCompose(sent -> connection.disconnect())
                .whenComplete((closedNow, failure) -> done.complete(null));
    }

    private CompletionStage<Void> sendStatus(Optional<OutboundMessage> status) {
        return status.map(
                        message ->
                                connection.publish(message).thenRun(counters.statuses::increment))
                .orElseGet(() -> CompletableFuture.completedFuture(null));
    }

    private void close() {
        down();
        closed = true;
    }

    private void down() {
        epoch++;
        boolean wasUp = up;
        connecting = false;
        up = false;
        ready = false;
        if (wasUp) {
            counters.connected.decrementAndGet();
            listener.lost();
        }
    }

    private static boolean isRefusal(Throwable failure) {
        return failure instanceof PublishRefusedException
                || failure.getCause() instanceof PublishRefusedException;
    }
}
