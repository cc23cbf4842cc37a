package io.fleetstream.sandbox;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Says what a {@link Sandbox} consists of. */
public final class SandboxBuilder {
    private final Set<Service> services = EnumSet.noneOf(Service.class);
    private final Map<Service, Map<String, String>> settings = new EnumMap<>(Service.class);
    private final Map<Service, Consumer<Sandbox>> preparations = new EnumMap<>(Service.class);
    private Path directory;
    private boolean keepData;
    private Consumer<String> progress = line -> {};

    SandboxBuilder() {}

    /** Directory of the run; created if missing. Two sandboxes never share one. */
    public SandboxBuilder directory(Path path) {
        directory = path;
        return this;
    }

    /** Adds services, and those they need. */
    public SandboxBuilder with(Service... wanted) {
        for (Service service : List.of(wanted)) {
            services.add(service);
            services.addAll(service.needs());
        }
        return this;
    }

    /**
     * Sets something in the service's own words: a broker setting for {@link Service#KAFKA}, a key
     * of {@code config.yaml} or {@code sandbox.task-managers} for {@link Service#FLINK}, {@code
     * max-packet-bytes} for {@link Service#MQTT}, an environment variable for {@link
     * Service#BRIDGE}. Ignored where the provider has no use for it.
     */
    public SandboxBuilder configure(Service service, String key, String value) {
        settings.computeIfAbsent(service, any -> new TreeMap<>()).put(key, value);
        return this;
    }

    /**
     * Runs something once the service is ready for the first time and before any service that needs
     * it is started, for example the creation of topics.
     */
    public SandboxBuilder prepare(Service service, Consumer<Sandbox> preparation) {
        preparations.merge(service, preparation, Consumer::andThen);
        return this;
    }

    /** Keeps the data at the end, to be used by the next run in the directory; not by default. */
    public SandboxBuilder keepData(boolean keep) {
        keepData = keep;
        return this;
    }

    /** Gets one line per step, from several threads. */
    public SandboxBuilder progress(Consumer<String> listener) {
        progress = listener;
        return this;
    }

    /** A sandbox that is not started yet. */
    public Sandbox build() {
        Objects.requireNonNull(directory, "directory(...) is missing");
        return new Sandbox(
                new RunContext(
                        directory.toAbsolutePath().normalize(), settings, keepData, progress),
                services,
                preparations);
    }
}
