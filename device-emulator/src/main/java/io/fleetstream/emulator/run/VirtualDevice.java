package io.fleetstream.emulator.run;

import io.fleetstream.emulator.agent.AgentHost;
import io.fleetstream.emulator.agent.DeviceAgent;
import io.fleetstream.emulator.mqtt.DeviceConnection;
import io.fleetstream.emulator.mqtt.InboundMessage;
import io.fleetstream.emulator.mqtt.OutboundMessage;
import io.fleetstream.emulator.mqtt.PublisherListener;
import io.fleetstream.emulator.mqtt.ReliablePublisher;
import io.fleetstream.emulator.mqtt.SerialExecutor;
import io.fleetstream.emulator.payload.Software;
import io.fleetstream.emulator.payload.StatusWriter;
import io.fleetstream.emulator.signal.DeviceIdentity;
import io.fleetstream.emulator.truth.TruthKind;
import io.fleetstream.emulator.truth.TruthRecord;
import io.fleetstream.emulator.update.Downloads;
import io.fleetstream.emulator.update.FirmwareEffects;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * One device at work: when a message is due it goes to the outbox; when the outbox is full the
 * device waits, so that nothing is lost that the script does not lose. State is confined to the
 * device's serial executor.
 */
final class VirtualDevice implements PublisherListener, Participant, AgentHost {
    private static final double MILLIS = 1e3;

    private final DeviceIdentity identity;
    private final RunContext context;
    private final DeviceScript script;
    private final Courier courier;
    private final StormWatch storms;
    private final DeviceAgent agent;
    private final SerialExecutor serial;
    private final ReliablePublisher publisher;
    private final CompletableFuture<Void> done = new CompletableFuture<>();

    /** Messages of the slots passed that the outbox has not taken yet. */
    private final Deque<PlannedMessage> ready = new ArrayDeque<>(2);

    private double interval;
    private boolean waking;
    private boolean finished;
    private long unpublished;

    VirtualDevice(DeviceIdentity identity, RunContext context) {
        this.identity = identity;
        this.context = context;
        RunOptions options = context.options();
        long seed = identity.seed(options.seed());
        this.script = context.script().script(identity);
        this.courier = new Courier(context, seed);
        this.storms = new StormWatch(context, seed);
        this.interval = options.timeline().intervalMs() / MILLIS;
        this.serial = new SerialExecutor(context.scheduler(), context.failed());
        this.agent = new DeviceAgent(identity, options.agent(), seed, this, context.truth());
        OutboundMessage lastWill = status(StatusWriter.lastWill(script.software()));
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

    @Override
    public void start(Duration delay) {
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

    @Override
    public void stop() {
        serial.execute(
                () -> {
                    ready.addAll(script.end(now()));
                    fill();
                });
    }

    @Override
    public CompletableFuture<Void> done() {
        return done;
    }

    @Override
    public void abandon() {
        serial.execute(
                () -> {
                    if (done.isDone()) {
                        return;
                    }
                    finished = true;
                    unpublished = publisher.abandon() + script.remaining() + ready.size();
                    done.complete(null);
                });
    }

    @Override
    public long unpublished() {
        return unpublished;
    }

    @Override
    public Map<DeviceIdentity, Long> lastSlots() {
        return Map.of(identity, script.slot() - 1);
    }

    @Override
    public Optional<OutboundMessage> greeting() {
        long deviceSeed = identity.seed(context.options().seed());
        return Optional.of(
                status(StatusWriter.online(script.software(), deviceSeed, script.clock(now()))));
    }

    @Override
    public Optional<OutboundMessage> farewell() {
        return Optional.of(status(StatusWriter.offline(script.software(), script.clock(now()))));
    }

    @Override
    public List<String> subscriptions() {
        return agent.subscriptions();
    }

    @Override
    public void received(InboundMessage message) {
        agent.received(message);
    }

    @Override
    public void lost() {
        agent.lost();
    }

    @Override
    public CompletionStage<Void> publish(OutboundMessage message) {
        return publisher.direct(message);
    }

    @Override
    public CompletionStage<Optional<byte[]>> download(String url) {
        return Downloads.fetch(url).thenApplyAsync(image -> image, serial);
    }

    @Override
    public void install(String firmware, FirmwareEffects effects) {
        script.install(firmware, effects);
        publisher.suspend();
        publisher.resume();
    }

    @Override
    public void wakeIn(long millis) {
        ScheduledFuture<?> unused =
                context.scheduler()
                        .schedule(() -> serial.execute(agent::wake), millis, TimeUnit.MILLISECONDS);
    }

    @Override
    public long nowMs() {
        return System.currentTimeMillis();
    }

    @Override
    public Software software() {
        return script.software();
    }

    /** A new boot, from the next message on, behind a connection that was cut. */
    @Override
    public void reboot() {
        script.reboot();
        publisher.suspend();
        publisher.resume();
    }

    @Override
    public double interval() {
        return interval;
    }

    /** Messages are fixed before the run begins, so a longer interval leaves some of them out. */
    @Override
    public double interval(double seconds) {
        double slot = context.options().timeline().intervalMs() / MILLIS;
        long stride = Math.max(1, Math.round(seconds / slot));
        script.stride(stride);
        interval = stride * slot;
        return interval;
    }

    @Override
    public void removed() {
        fill();
    }

    @Override
    public void ready() {
        agent.connected();
        fill();
    }

    private void fill() {
        while (!finished && !storms.isWaiting() && publisher.hasRoom()) {
            if (!ready.isEmpty()) {
                publisher.offer(courier.prepare(ready.remove()));
            } else if (!script.hasNext()) {
                finished = true;
                publisher.finish().thenRun(() -> done.complete(null));
            } else if (!due()) {
                return;
            } else if (storms.nextMs() <= script.nextDueMs()) {
                if (publisher.isReady()) {
                    storms.arrive(() -> serial.execute(this::storm));
                } else if (storms.waitsForConnection()) {
                    return;
                } else {
                    storms.passBy();
                }
            } else {
                ready.addAll(script.next());
            }
        }
    }

    /** Whether the next slot or storm has come; if not, makes sure to look again. */
    private boolean due() {
        long next = Math.min(storms.nextMs(), script.nextDueMs());
        long wait = context.clock().waitNanos(next);
        if (wait > 0) {
            lookIn(wait);
        }
        return wait <= 0;
    }

    private void storm() {
        context.truth()
                .accept(
                        TruthRecord.interval(
                                identity.id(),
                                TruthKind.RECONNECT,
                                storms.nextMs(),
                                TruthRecord.NONE));
        storms.passed();
        publisher.suspend();
        publisher.resume();
        fill();
    }

    private void lookIn(long nanos) {
        if (waking) {
            return;
        }
        waking = true;
        ScheduledFuture<?> unused =
                context.scheduler()
                        .schedule(
                                () -> serial.execute(this::lookAgain), nanos, TimeUnit.NANOSECONDS);
    }

    private void lookAgain() {
        waking = false;
        fill();
    }

    private long now() {
        return context.clock().now(script.nextDueMs());
    }

    private OutboundMessage status(byte[] payload) {
        return OutboundMessage.status(identity.topic("status"), payload);
    }
}
