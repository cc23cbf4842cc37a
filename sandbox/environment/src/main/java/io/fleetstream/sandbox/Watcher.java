package io.fleetstream.sandbox;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Starts processes that have died again, and says so.
 *
 * <p>The first time after a second; if it dies again within five minutes after twice as long each
 * time, a minute at most. One that does not start is tried again in the same way.
 */
final class Watcher implements AutoCloseable {
    private static final Duration LOOK = Duration.ofMillis(500);

    private final List<Watched> processes = new ArrayList<>();
    private final Consumer<String> console;
    private final Thread thread = new Thread(this::watch, "sandbox-watch");

    Watcher(List<Watched> processes, Consumer<String> console) {
        this.processes.addAll(processes);
        this.console = console;
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    private void watch() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                for (Watched process : processes) {
                    process.look(System::nanoTime, console);
                }
                Thread.sleep(LOOK.toMillis());
            }
        } catch (InterruptedException e) {
            // the sandbox is being closed
            Thread.currentThread().interrupt();
        }
    }

    /** Returns when nothing will be started any more. */
    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
