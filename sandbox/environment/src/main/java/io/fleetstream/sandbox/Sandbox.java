package io.fleetstream.sandbox;

import java.nio.file.Path;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A set of running services with a directory of their own.
 *
 * <p>{@link #start()} starts all of them, side by side where they do not need each other, or none:
 * if one fails, those already started are stopped. {@link #close()} stops them in reverse order and
 * removes their temporary files and, unless told otherwise, their data; logs stay. It also runs
 * when this JVM ends, and what a killed JVM leaves behind ends itself.
 *
 * <p>Safe for use by several threads, except that a service may be started and stopped by one only.
 */
public final class Sandbox implements AutoCloseable {
    private final RunContext context;
    private final Set<Service> wanted;
    private final Map<Service, Consumer<Sandbox>> preparations;
    private final Thread atExit = new Thread(this::closeAtExit, "sandbox-exit");
    private RunLock lock;
    private volatile Services services;
    private volatile Startup startup;
    private Watcher watcher;
    private boolean closed;

    Sandbox(RunContext context, Set<Service> wanted, Map<Service, Consumer<Sandbox>> preparations) {
        this.context = context;
        this.wanted = Set.copyOf(wanted);
        this.preparations = Map.copyOf(preparations);
    }

    /** Begins the description of a sandbox. */
    public static SandboxBuilder builder() {
        return new SandboxBuilder();
    }

    /**
     * Starts every service and returns when all of them answer.
     *
     * @throws SandboxException if one does not; nothing runs then
     * @throws IllegalStateException if it was started before
     */
    public void start() {
        synchronized (this) {
            if (lock != null || closed) {
                throw new IllegalStateException("a sandbox starts once; build another one");
            }
            lock = RunLock.take(context);
            Runtime.getRuntime().addShutdownHook(atExit);
            services = provider().open(context);
            startup = new Startup(services, wanted, this::prepare, context.progress());
        }
        try {
            startup.run();
        } catch (SandboxException e) {
            close();
            throw e;
        }
    }

    private void prepare(Service service) {
        preparations.getOrDefault(service, any -> {}).accept(this);
    }

    private static ServiceProvider provider() {
        String name = System.getProperty(ServiceProvider.PROPERTY, ServiceProvider.PROCESSES);
        return ServiceLoader.load(ServiceProvider.class, Sandbox.class.getClassLoader()).stream()
                .map(ServiceLoader.Provider::get)
                .filter(provider -> provider.name().equals(name))
                .findFirst()
                .orElseThrow(
                        () ->
                                new SandboxException(
                                        "no way to run services called "
                                                + name
                                                + " (-Dfleet.services); is its module on the class"
                                                + " path?"));
    }

    /**
     * From now on starts processes that die again, after a second and then ever later, and says so
     * to whoever listens to the progress. Nobody else may start or stop services then.
     *
     * @throws IllegalStateException if the sandbox does not run, or is watched already
     */
    public synchronized void watch() {
        if (services == null || closed || watcher != null) {
            throw new IllegalStateException("only a running sandbox can be watched, once");
        }
        watcher = new Watcher(Watched.of(this), context.progress());
        watcher.start();
    }

    /** Stops everything that runs; nothing the second time. */
    @Override
    public void close() {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
            if (lock == null) {
                return;
            }
        }
        if (watcher != null) {
            // or it would start what is being stopped
            watcher.close();
        }
        if (startup != null) {
            startup.undo();
            services.close();
        }
        lock.close();
        if (Thread.currentThread() != atExit) {
            removeHook();
        }
    }

    private void removeHook() {
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException e) {
            context.progress().accept("the JVM is ending");
        }
    }

    private void closeAtExit() {
        close();
    }

    /** Directory of the run. */
    public Path directory() {
        return context.directory();
    }

    /** Directory of the log files, one per process. */
    public Path logs() {
        return context.logs();
    }

    /** Services this sandbox consists of. */
    public Set<Service> services() {
        return wanted;
    }

    /**
     * Any service of this sandbox.
     *
     * @throws IllegalArgumentException if it is not part of it
     */
    public SandboxService service(Service service) {
        return get(service, SandboxService.class);
    }

    /** Kafka; IllegalArgumentException if not part of this sandbox, as for all of these. */
    public KafkaService kafka() {
        return get(Service.KAFKA, KafkaService.class);
    }

    /** The MQTT broker. */
    public MqttService mqtt() {
        return get(Service.MQTT, MqttService.class);
    }

    /** The schema registry. */
    public SchemaRegistryService schemaRegistry() {
        return get(Service.SCHEMA_REGISTRY, SchemaRegistryService.class);
    }

    /** The database. */
    public PostgresService postgres() {
        return get(Service.POSTGRES, PostgresService.class);
    }

    /** ZooKeeper. */
    public ZooKeeperService zooKeeper() {
        return get(Service.ZOOKEEPER, ZooKeeperService.class);
    }

    /** The Flink cluster. */
    public FlinkService flink() {
        return get(Service.FLINK, FlinkService.class);
    }

    /** The bridge. */
    public BridgeService bridge() {
        return get(Service.BRIDGE, BridgeService.class);
    }

    private <T extends SandboxService> T get(Service service, Class<T> type) {
        if (!wanted.contains(service)) {
            throw new IllegalArgumentException(
                    "this sandbox has no "
                            + service.title()
                            + "; add with(Service."
                            + service
                            + ")");
        }
        Services opened = services;
        if (opened == null) {
            throw new IllegalStateException("the sandbox is not started");
        }
        return type.cast(opened.of(service));
    }
}
