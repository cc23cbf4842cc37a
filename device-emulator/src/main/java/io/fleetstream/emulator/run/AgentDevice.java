package io.fleetstream.emulator.run;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fleetstream.emulator.agent.AgentHost;
import io.fleetstream.emulator.agent.AgentOptions;
import io.fleetstream.emulator.agent.DeviceAgent;
import io.fleetstream.emulator.agent.ShadowClient;
import io.fleetstream.emulator.mqtt.ConnectionCounters;
import io.fleetstream.emulator.mqtt.InboundMessage;
import io.fleetstream.emulator.mqtt.LinkOptions;
import io.fleetstream.emulator.mqtt.OutboundMessage;
import io.fleetstream.emulator.mqtt.PublisherListener;
import io.fleetstream.emulator.mqtt.ReliablePublisher;
import io.fleetstream.emulator.mqtt.SerialExecutor;
import io.fleetstream.emulator.payload.Software;
import io.fleetstream.emulator.payload.StatusWriter;
import io.fleetstream.emulator.signal.DeviceIdentity;
import io.fleetstream.emulator.truth.TruthSink;
import io.fleetstream.emulator.update.Downloads;
import io.fleetstream.emulator.update.FirmwareEffects;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;

/** A device of an {@link AgentFleet}. Methods may be called on any thread. */
public final class AgentDevice implements PublisherListener, AgentHost {
    private final DeviceIdentity identity;
    private final Shared shared;
    private final SerialExecutor serial;
    private final ReliablePublisher publisher;
    private final DeviceAgent agent;
    private Software software;
    private int boots;
    private double interval = 1;

    /** What all devices of a fleet share; every part is thread-safe. */
    record Shared(
            LinkOptions link,
            AgentOptions options,
            long seed,
            int devices,
            ScheduledExecutorService scheduler,
            ConnectionCounters connections,
            TruthSink truth,
            Consumer<RuntimeException> failed) {}

    AgentDevice(DeviceIdentity identity, Shared shared) {
        this.identity = identity;
        this.shared = shared;
        this.software = Software.of(identity, shared.seed(), nowMs());
        this.serial = new SerialExecutor(shared.scheduler(), shared.failed());
        OutboundMessage lastWill = status(StatusWriter.lastWill(software));
        this.publisher =
                new ReliablePublisher(
                        shared.link().open(identity.id(), Optional.of(lastWill), shared.devices()),
                        shared.link().publisher(),
                        shared.scheduler(),
                        serial,
                        shared.connections(),
                        this);
        long deviceSeed = identity.seed(shared.seed());
        this.agent = new DeviceAgent(identity, shared.options(), deviceSeed, this, shared.truth());
    }

    /** Who it is. */
    public DeviceIdentity identity() {
        return identity;
    }

    /**
     * Looks at the client of a shadow, on the device's own thread.
     *
     * @param name of the shadow; empty for the classic one
     */
    public <T> CompletableFuture<T> look(String name, Function<ShadowClient, T> question) {
        return CompletableFuture.supplyAsync(() -> question.apply(agent.shadow(name)), serial);
    }

    /** What it is set to now. */
    public CompletableFuture<ObjectNode> settings(String name) {
        return look(name, client -> client.actual().deepCopy());
    }

    void connect(Duration delay) {
        later(publisher::resume, delay.toMillis());
    }

    void cut() {
        serial.execute(publisher::suspend);
    }

    CompletableFuture<Void> finish() {
        return CompletableFuture.supplyAsync(publisher::finish, serial).thenCompose(end -> end);
    }

    @Override
    public Optional<OutboundMessage> greeting() {
        return Optional.of(
                status(StatusWriter.online(software, identity.seed(shared.seed()), nowMs())));
    }

    @Override
    public Optional<OutboundMessage> farewell() {
        return Optional.of(status(StatusWriter.offline(software, nowMs())));
    }

    @Override
    public List<String> subscriptions() {
        return agent.subscriptions();
    }

    @Override
    public void ready() {
        agent.connected();
    }

    @Override
    public void lost() {
        agent.lost();
    }

    @Override
    public void received(InboundMessage message) {
        agent.received(message);
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
        software = software.with(firmware);
        reboot();
    }

    @Override
    public void wakeIn(long millis) {
        later(agent::wake, millis);
    }

    @Override
    public long nowMs() {
        return System.currentTimeMillis();
    }

    @Override
    public Software software() {
        return software;
    }

    @Override
    public void reboot() {
        software = software.rebooted(++boots);
        publisher.suspend();
        publisher.resume();
    }

    @Override
    public double interval() {
        return interval;
    }

    @Override
    public double interval(double seconds) {
        interval = seconds;
        return interval;
    }

    private void later(Runnable task, long millis) {
        ScheduledFuture<?> unused =
                shared.scheduler()
                        .schedule(() -> serial.execute(task), millis, TimeUnit.MILLISECONDS);
    }

    private OutboundMessage status(byte[] payload) {
        return OutboundMessage.status(identity.topic("status"), payload);
    }
}
