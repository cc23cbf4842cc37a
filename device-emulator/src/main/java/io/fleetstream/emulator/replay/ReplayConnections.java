package io.fleetstream.emulator.replay;

import io.fleetstream.emulator.mqtt.ConnectionCounters;
import io.fleetstream.emulator.mqtt.LinkOptions;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;

/** The connections of one recording, opened when first needed. Used by one thread. */
final class ReplayConnections {
    /** Enough to make AUTO choose the client that shares its threads. */
    private static final int MANY = Integer.MAX_VALUE;

    private final ReplayOptions options;
    private final ScheduledExecutorService scheduler;
    private final ConnectionCounters counters;
    private final Consumer<RuntimeException> failed;
    private final String clientId;
    private final Map<String, ReplayConnection> open = new HashMap<>();

    ReplayConnections(
            ReplayOptions options,
            Path recording,
            ScheduledExecutorService scheduler,
            ConnectionCounters counters,
            Consumer<RuntimeException> failed) {
        this.options = options;
        this.scheduler = scheduler;
        this.counters = counters;
        this.failed = failed;
        String name = Names.level(recording.getFileName().toString());
        String unique = UUID.randomUUID().toString().substring(0, 8);
        this.clientId = "replay-" + name.substring(0, Math.min(40, name.length())) + "-" + unique;
    }

    ReplayConnection of(String deviceId) {
        String key = options.connectionPerDevice() ? deviceId : "";
        return open.computeIfAbsent(key, this::connect);
    }

    /** Completes when all are done. */
    CompletableFuture<Void> finish() {
        return CompletableFuture.allOf(
                open.values().stream()
                        .map(ReplayConnection::finish)
                        .toArray(CompletableFuture<?>[]::new));
    }

    void abandon() {
        open.values().forEach(ReplayConnection::abandon);
    }

    private ReplayConnection connect(String key) {
        LinkOptions link = options.link();
        String id = key.isEmpty() ? clientId : clientId + "-" + key;
        int connections = options.connectionPerDevice() ? MANY : 1;
        return new ReplayConnection(
                link.open(id, Optional.empty(), connections), link, scheduler, counters, failed);
    }
}
