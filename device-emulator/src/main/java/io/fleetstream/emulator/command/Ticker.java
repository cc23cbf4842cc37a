package io.fleetstream.emulator.command;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Prints a line of progress every few seconds until closed. */
final class Ticker implements AutoCloseable {
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(
                    task -> {
                        Thread thread = new Thread(task, "progress");
                        thread.setDaemon(true);
                        return thread;
                    });

    private final Duration period;
    private final PrintWriter out;
    private final Supplier<String> line;

    Ticker(Duration period, PrintWriter out, Supplier<String> line) {
        this.period = period;
        this.out = out;
        this.line = line;
    }

    void start() {
        long millis = period.toMillis();
        ScheduledFuture<?> unused =
                timer.scheduleAtFixedRate(this::print, millis, millis, TimeUnit.MILLISECONDS);
    }

    private void print() {
        out.println(line.get());
        out.flush();
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
