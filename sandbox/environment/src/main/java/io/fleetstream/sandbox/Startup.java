package io.fleetstream.sandbox;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Brings services up along their needs and takes them down the other way round. */
final class Startup {
    private static final long MOST_SECONDS_TO_GIVE_UP = 30;

    private final Services services;
    private final Set<Service> wanted;
    private final Consumer<Service> preparation;
    private final Consumer<String> progress;
    private final ExecutorService executor = Executors.newCachedThreadPool(Startup::thread);

    Startup(
            Services services,
            Set<Service> wanted,
            Consumer<Service> preparation,
            Consumer<String> progress) {
        this.services = services;
        this.wanted = wanted;
        this.preparation = preparation;
        this.progress = progress;
    }

    private static Thread thread(Runnable body) {
        Thread thread = new Thread(body, "sandbox-start");
        thread.setDaemon(true);
        return thread;
    }

    /** Returns when all are ready; throws what the first to fail said. */
    void run() {
        Map<Service, CompletableFuture<Void>> ready = new EnumMap<>(Service.class);
        CompletableFuture<Void> failure = new CompletableFuture<>();
        for (Service service : Service.values()) {
            if (wanted.contains(service)) {
                CompletableFuture<Void> started =
                        allOf(service.needs(), ready)
                                .thenRunAsync(() -> startOne(service), executor)
                                .whenComplete(
                                        (done, error) -> {
                                            if (error != null) {
                                                failure.completeExceptionally(error);
                                            }
                                        });
                ready.put(service, started);
            }
        }
        try {
            CompletableFuture.anyOf(failure, allOf(wanted, ready)).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof SandboxException known
                    ? known
                    : new SandboxException("the sandbox did not start: " + e.getCause(), e);
        }
    }

    private static CompletableFuture<Void> allOf(
            Set<Service> which, Map<Service, CompletableFuture<Void>> ready) {
        return CompletableFuture.allOf(
                which.stream().map(ready::get).toArray(CompletableFuture<?>[]::new));
    }

    private void startOne(Service service) {
        long begin = System.nanoTime();
        progress.accept(service.title() + ": starting");
        services.of(service).start();
        preparation.accept(service);
        Duration took = Duration.ofNanos(System.nanoTime() - begin);
        progress.accept("%s: ready in %.1f s".formatted(service.title(), took.toMillis() / 1e3));
    }

    /** Stops whatever was started, first those that need others. */
    void undo() {
        executor.shutdownNow();
        try {
            if (!executor.awaitTermination(MOST_SECONDS_TO_GIVE_UP, TimeUnit.SECONDS)) {
                progress.accept("a service neither starts nor gives up");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        List<Service> dependants = new ArrayList<>();
        List<Service> others = new ArrayList<>();
        for (Service service : wanted) {
            (service.needs().isEmpty() ? others : dependants).add(service);
        }
        stopAll(dependants);
        stopAll(others);
    }

    private void stopAll(List<Service> some) {
        List<Thread> stoppers =
                some.stream().map(service -> thread(() -> stopOne(service))).toList();
        stoppers.forEach(Thread::start);
        try {
            for (Thread stopper : stoppers) {
                stopper.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void stopOne(Service service) {
        SandboxService one = services.of(service);
        if (one.isRunning()) {
            progress.accept(service.title() + ": stopping");
        }
        one.stop();
    }
}
