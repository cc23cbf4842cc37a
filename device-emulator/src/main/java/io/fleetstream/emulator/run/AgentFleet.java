package io.fleetstream.emulator.run;

import io.fleetstream.emulator.agent.AgentOptions;
import io.fleetstream.emulator.mqtt.ConnectionCounters;
import io.fleetstream.emulator.mqtt.LinkOptions;
import io.fleetstream.emulator.signal.DeviceIdentity;
import io.fleetstream.emulator.truth.TruthKind;
import io.fleetstream.emulator.truth.TruthSink;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Devices that measure nothing: they keep their shadows and obey commands, and their connections
 * are cut and made anew when told to. For tests and benchmarks; thread-safe.
 */
public final class AgentFleet implements AutoCloseable {
    private static final int THREADS = 2;

    private final ScheduledExecutorService scheduler = Executors.newScheduledThreadPool(THREADS);
    private final ConnectionCounters connections = new ConnectionCounters();
    private final RunCounters counters = new RunCounters();
    private final AtomicReference<RuntimeException> failure = new AtomicReference<>();
    private final LinkOptions link;
    private final List<AgentDevice> devices;

    /**
     * Devices that are not connected yet.
     *
     * @param seed decides how they fail
     * @param truth told of everything that happens to them
     */
    public AgentFleet(
            LinkOptions link,
            List<DeviceIdentity> identities,
            AgentOptions options,
            long seed,
            TruthSink truth) {
        this.link = link;
        TruthSink counting =
                record -> {
                    counters.told(record.kind());
                    truth.accept(record);
                };
        AgentDevice.Shared shared =
                new AgentDevice.Shared(
                        link,
                        options,
                        seed,
                        identities.size(),
                        scheduler,
                        connections,
                        counting,
                        failed -> failure.compareAndSet(null, failed));
        this.devices =
                identities.stream().map(identity -> new AgentDevice(identity, shared)).toList();
    }

    /** Connects those that are not, at the pace of the link. */
    public void connect() {
        for (int i = 0; i < devices.size(); i++) {
            devices.get(i).connect(link.connectDelay(i));
        }
    }

    /** Cuts all connections as a failing network would; devices stay away until connected. */
    public void cut() {
        devices.forEach(AgentDevice::cut);
    }

    /** The devices, in the order given. */
    public List<AgentDevice> devices() {
        return devices;
    }

    /** Connections that stand now. */
    public long connected() {
        return connections.connected();
    }

    /** How often something of a kind has happened, all devices together. */
    public long count(TruthKind kind) {
        return counters.toldByKind().getOrDefault(kind.label(), 0L);
    }

    /** Everything that has happened, by label. */
    public Map<String, Long> counts() {
        return counters.toldByKind();
    }

    /**
     * Throws if a device has failed of itself.
     *
     * @throws IllegalStateException with what it was
     */
    public void check() {
        RuntimeException failed = failure.get();
        if (failed != null) {
            throw new IllegalStateException("a device has failed", failed);
        }
    }

    /** Says goodbye for all of them. */
    @Override
    public void close() {
        try {
            CompletableFuture.allOf(
                            devices.stream()
                                    .map(AgentDevice::finish)
                                    .toArray(CompletableFuture<?>[]::new))
                    .join();
        } finally {
            scheduler.shutdownNow();
        }
    }
}
