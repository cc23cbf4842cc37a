package io.fleetstream.emulator.run;

import io.fleetstream.emulator.mqtt.DeviceConnection;
import io.fleetstream.emulator.mqtt.OutboundMessage;
import io.fleetstream.emulator.mqtt.PublisherListener;
import io.fleetstream.emulator.mqtt.ReliablePublisher;
import io.fleetstream.emulator.mqtt.SerialExecutor;
import io.fleetstream.emulator.payload.Software;
import io.fleetstream.emulator.payload.StatusWriter;
import io.fleetstream.emulator.signal.DeviceIdentity;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * One device at work: when a message is due it goes to the outbox; when the outbox is full the
 * device waits, so that nothing is lost and its sequence has no gaps. State is confined to the
 * device's serial executor.
 */
final class VirtualDevice implements PublisherListener {
    private final DeviceIdentity identity;
    private final RunContext context;
    private final Software software;
    private final DeviceMessages messages;
    private final SerialExecutor serial;
    private final ReliablePublisher publisher;
    private final CompletableFuture<Void> done = new CompletableFuture<>();

    private long last;
    private long next = 1;
    private OutboundMessage repeat;
    private boolean waking;
    private boolean finished;
    private long unpublished;

    VirtualDevice(DeviceIdentity identity, RunContext context) {
        this.identity = identity;
        this.context = context;
        RunOptions options = context.options();
        this.last = options.messagesPerDevice();
        this.software = Software.of(identity, options.seed(), options.timeline().startMs());
        this.messages = new DeviceMessages(identity, software, context);
        this.serial = new SerialExecutor(context.scheduler(), context.failed());
        OutboundMessage lastWill = status(StatusWriter.lastWill(software));
        DeviceConnection connection =
                options.link().open(identity.id(), Optional.of(lastWill), options.devices().size());
        this.publisher =
                new ReliablePublisher(
                        connection,
                        options.link().publisher(),
                        context.scheduler(),
                        serial,
                        context.connections(),
                        this);
    }

    void start(Duration delay) {
        ScheduledFuture<?> unused =
                context.scheduler()
                        .schedule(
                                () ->
                                        serial.execute(
                                                () -> {
                                                    publisher.start();
                                                    fill();
                                                }),
                                delay.toMillis(),
                                TimeUnit.MILLISECONDS);
    }

    /** Makes no further messages; those made are still published. */
    void stop() {
        serial.execute(
                () -> {
                    last = next - 1;
                    fill();
                });
    }

    /** Completes when everything is acknowledged and the connection closed. */
    CompletableFuture<Void> done() {
        return done;
    }

    /** Drops everything; for use when the broker does not come back. */
    void abandon() {
        serial.execute(
                () -> {
                    if (done.isDone()) {
                        return;
                    }
                    finished = true;
                    long unmade = last == RunOptions.UNTIL_STOPPED ? 0 : last - next + 1;
                    unpublished = publisher.abandon() + unmade + (repeat == null ? 0 : 1);
                    done.complete(null);
                });
    }

    /** Messages given up; exact once the device is done. */
    long unpublished() {
        return unpublished;
    }

    DeviceIdentity identity() {
        return identity;
    }

    /** Sequence number of the last message made so far; exact once the device is done. */
    long lastSequence() {
        return next - 1;
    }

    @Override
    public Optional<OutboundMessage> greeting() {
        long deviceSeed = identity.seed(context.options().seed());
        return Optional.of(status(StatusWriter.online(software, deviceSeed, now())));
    }

    @Override
    public Optional<OutboundMessage> farewell() {
        return Optional.of(status(StatusWriter.offline(software, now())));
    }

    @Override
    public void removed() {
        fill();
    }

    private void fill() {
        while (!finished && publisher.hasRoom()) {
            if (repeat != null) {
                publisher.offer(repeat);
                repeat = null;
            } else if (next > last) {
                finished = true;
                publisher.finish().thenRun(() -> done.complete(null));
            } else {
                long wait = context.clock().waitNanos(context.signals().timestamp(identity, next));
                if (wait > 0) {
                    wakeIn(wait);
                    return;
                }
                publisher.offer(messages.first(next));
                repeat = messages.second(next);
                next++;
            }
        }
    }

    private void wakeIn(long nanos) {
        if (waking) {
            return;
        }
        waking = true;
        ScheduledFuture<?> unused =
                context.scheduler()
                        .schedule(() -> serial.execute(this::wake), nanos, TimeUnit.NANOSECONDS);
    }

    private void wake() {
        waking = false;
        fill();
    }

    private long now() {
        return context.clock().now(context.signals().timestamp(identity, Math.min(next, last)));
    }

    private OutboundMessage status(byte[] payload) {
        return OutboundMessage.status(identity.topic("status"), payload);
    }
}
