package io.fleetstream.emulator.replay;

import io.fleetstream.emulator.mqtt.ConnectionCounters;
import io.fleetstream.emulator.mqtt.DeviceConnection;
import io.fleetstream.emulator.mqtt.LinkOptions;
import io.fleetstream.emulator.mqtt.OutboundMessage;
import io.fleetstream.emulator.mqtt.PublisherListener;
import io.fleetstream.emulator.mqtt.ReliablePublisher;
import io.fleetstream.emulator.mqtt.SerialExecutor;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

/** A publisher whose sender waits while the outbox is full. */
final class ReplayConnection implements PublisherListener {
    private final Semaphore room;
    private final SerialExecutor serial;
    private final ReliablePublisher publisher;
    private final CompletableFuture<Void> done = new CompletableFuture<>();

    ReplayConnection(
            DeviceConnection connection,
            LinkOptions link,
            ScheduledExecutorService scheduler,
            ConnectionCounters counters,
            Consumer<RuntimeException> failed) {
        room = new Semaphore(link.publisher().outboxCapacity());
        serial = new SerialExecutor(scheduler, failed);
        publisher =
                new ReliablePublisher(
                        connection, link.publisher(), scheduler, serial, counters, this);
        serial.execute(publisher::start);
    }

    /** Publishes in the order of calls; blocks while the outbox is full. */
    void publish(OutboundMessage message) throws InterruptedException {
        room.acquire();
        serial.execute(
                () -> {
                    if (!publisher.offer(message)) {
                        throw new IllegalStateException("outbox and its permits disagree");
                    }
                });
    }

    /** Completes when everything published is acknowledged and the connection closed. */
    CompletableFuture<Void> finish() {
        serial.execute(() -> publisher.finish().thenRun(() -> done.complete(null)));
        return done;
    }

    void abandon() {
        serial.execute(
                () -> {
                    int unused = publisher.abandon();
                    done.complete(null);
                });
    }

    @Override
    public Optional<OutboundMessage> greeting() {
        return Optional.empty();
    }

    @Override
    public Optional<OutboundMessage> farewell() {
        return Optional.empty();
    }

    @Override
    public void removed() {
        room.release();
    }
}
