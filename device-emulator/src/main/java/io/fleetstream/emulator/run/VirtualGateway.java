package io.fleetstream.emulator.run;

import io.fleetstream.emulator.edge.Spool;
import io.fleetstream.emulator.mqtt.DeviceConnection;
import io.fleetstream.emulator.mqtt.OutboundMessage;
import io.fleetstream.emulator.mqtt.PublisherListener;
import io.fleetstream.emulator.mqtt.ReliablePublisher;
import io.fleetstream.emulator.mqtt.SerialExecutor;
import io.fleetstream.emulator.signal.DeviceIdentity;
import io.fleetstream.emulator.truth.TruthKind;
import io.fleetstream.emulator.truth.TruthRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Many devices behind one connection: what they say goes into the buffer on disk, and from there to
 * the broker while there is a connection. Devices never wait for the broker, unless the run is flat
 * out: then a gateway that is online goes on only when its buffer is empty, so that what is dropped
 * does not depend on the speed of the machine. State is confined to its serial executor.
 */
final class VirtualGateway implements PublisherListener, Participant {
    private final GatewayStatus status;
    private final RunContext context;
    private final List<DeviceScript> scripts;
    private final PriorityQueue<DeviceScript> upcoming;
    private final Courier courier;
    private final StormWatch storms;
    private final OfflinePlan offline;
    private final SerialExecutor serial;
    private final ReliablePublisher publisher;
    private final Spool spool;
    private final CompletableFuture<Void> done = new CompletableFuture<>();

    private boolean waking;
    private boolean finished;
    private long nowMs;
    private long unpublished;

    VirtualGateway(
            GatewayStatus status, List<DeviceIdentity> devices, Path buffer, RunContext context)
            throws IOException {
        this.status = status;
        this.context = context;
        RunOptions options = context.options();
        GatewayOptions gateways = options.gateways().orElseThrow();
        this.scripts = devices.stream().map(context.script()::script).toList();
        this.upcoming =
                new PriorityQueue<>(
                        Comparator.comparingLong(DeviceScript::nextDueMs)
                                .thenComparing(script -> script.identity().id()));
        upcoming.addAll(scripts);
        this.courier = new Courier(context, status.seed());
        this.storms = new StormWatch(context, status.seed());
        this.offline = new OfflinePlan(context.script().episodes(), options, status.seed());
        this.nowMs = options.timeline().startMs();
        this.serial = new SerialExecutor(context.scheduler(), context.failed());
        DeviceConnection connection =
                options.link().open(status.id(), Optional.of(status.lastWill()), gateways.count());
        this.publisher =
                new ReliablePublisher(
                        connection,
                        options.link().publisher(),
                        context.scheduler(),
                        serial,
                        context.connections(),
                        this);
        this.spool = new Spool(buffer, gateways.limits(), this::dropped);
        context.counters().recovered(spool.backlog());
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
                                                    advance();
                                                }),
                                delay.toMillis(),
                                TimeUnit.MILLISECONDS);
    }

    @Override
    public void stop() {
        serial.execute(
                () -> {
                    for (DeviceScript script : scripts) {
                        keep(script.end(context.clock().now(script.nextDueMs())));
                    }
                    upcoming.clear();
                    advance();
                });
    }

    @Override
    public void abandon() {
        serial.execute(
                () -> {
                    if (done.isDone()) {
                        return;
                    }
                    finished = true;
                    int unused = publisher.abandon();
                    unpublished =
                            spool.size()
                                    + scripts.stream().mapToLong(DeviceScript::remaining).sum();
                    close();
                });
    }

    @Override
    public CompletableFuture<Void> done() {
        return done;
    }

    @Override
    public long unpublished() {
        return unpublished;
    }

    @Override
    public Map<DeviceIdentity, Long> lastSlots() {
        return scripts.stream()
                .collect(Collectors.toMap(DeviceScript::identity, script -> script.slot() - 1));
    }

    @Override
    public Optional<OutboundMessage> greeting() {
        return Optional.of(status.online(context.clock().now(nowMs)));
    }

    @Override
    public Optional<OutboundMessage> farewell() {
        return Optional.of(status.offline(context.clock().now(nowMs)));
    }

    @Override
    public void removed() {
        advance();
    }

    @Override
    public void ready() {
        advance();
    }

    /** Passes everything that is due, in the order of event time. */
    private void advance() {
        while (!finished && !storms.isWaiting()) {
            drain();
            if (mustWaitForBroker()) {
                return;
            }
            if (upcoming.isEmpty()) {
                finish();
                return;
            }
            long change = offline.nextChangeMs();
            long storm = storms.nextMs();
            long next = Math.min(upcoming.peek().nextDueMs(), Math.min(change, storm));
            long wait = context.clock().waitNanos(next);
            if (wait > 0) {
                wakeIn(wait);
                return;
            }
            nowMs = Math.max(nowMs, next);
            if (next == change) {
                changeConnection();
            } else if (next == storm) {
                if (publisher.isReady()) {
                    storms.arrive(() -> serial.execute(this::storm));
                } else if (storms.waitsForConnection() && !offline.isOffline()) {
                    return;
                } else {
                    storms.passBy();
                }
            } else {
                DeviceScript script = upcoming.remove();
                keep(script.next());
                if (script.hasNext()) {
                    upcoming.add(script);
                }
            }
        }
    }

    private boolean mustWaitForBroker() {
        return context.options().pace().isFlatOut() && !offline.isOffline() && spool.backlog() > 0;
    }

    /** Nothing more will be measured: what is kept is published, and then goodbye. */
    private void finish() {
        if (offline.isOffline()) {
            nowMs = Math.max(nowMs, offline.untilMs());
            changeConnection();
            drain();
        }
        if (spool.backlog() == 0) {
            finished = true;
            publisher.finish().thenRun(() -> serial.execute(this::close));
        }
    }

    private void drain() {
        while (!finished && !offline.isOffline() && publisher.hasRoom()) {
            Spool.Taken taken = take();
            if (taken == null) {
                return;
            }
            PlannedMessage message = SpoolCodec.decode(taken.content());
            long sendMs = Math.max(nowMs, message.sendMs());
            publisher.offer(courier.prepare(message.sentAt(sendMs), () -> remove(taken.id())));
        }
    }

    private void changeConnection() {
        if (!offline.isOffline()) {
            context.truth()
                    .accept(
                            TruthRecord.interval(
                                    status.id(), TruthKind.OFFLINE, nowMs, offline.untilMs()));
        }
        offline.change();
        if (offline.isOffline()) {
            publisher.suspend();
        } else {
            publisher.resume();
        }
    }

    private void storm() {
        context.truth()
                .accept(
                        TruthRecord.interval(
                                status.id(),
                                TruthKind.RECONNECT,
                                storms.nextMs(),
                                TruthRecord.NONE));
        storms.passed();
        publisher.suspend();
        publisher.resume();
        advance();
    }

    private void keep(List<PlannedMessage> messages) {
        for (PlannedMessage message : messages) {
            try {
                spool.add(SpoolCodec.encode(message), message.sendMs(), message.priority());
            } catch (IOException e) {
                throw new UncheckedIOException("cannot write the buffer of " + status.id(), e);
            }
        }
    }

    private Spool.Taken take() {
        try {
            return spool.take(nowMs);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the buffer of " + status.id(), e);
        }
    }

    private void remove(long id) {
        try {
            spool.remove(id);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the buffer of " + status.id(), e);
        }
    }

    private void dropped(byte[] content) {
        context.counters().bufferDropped();
        context.truth().accept(SpoolCodec.decode(content).fate(TruthKind.BUFFER_DROP));
    }

    private void close() {
        try {
            spool.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot close the buffer of " + status.id(), e);
        } finally {
            done.complete(null);
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
        advance();
    }
}
