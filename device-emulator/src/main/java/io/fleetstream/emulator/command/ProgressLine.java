package io.fleetstream.emulator.command;

import io.fleetstream.emulator.run.RunProgress;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.function.Supplier;

/** The progress of a run, every few seconds on stderr. */
final class ProgressLine implements AutoCloseable {
    private static final Duration PERIOD = Duration.ofSeconds(3);

    private final Ticker ticker;
    private final boolean quiet;
    private long before;

    ProgressLine(Supplier<RunProgress> progress, boolean quiet, PrintWriter out) {
        this.quiet = quiet;
        ticker = new Ticker(PERIOD, out, () -> line(progress.get()));
    }

    void start() {
        if (!quiet) {
            ticker.start();
        }
    }

    private String line(RunProgress now) {
        long perSecond = (now.acknowledged() - before) / PERIOD.toSeconds();
        before = now.acknowledged();
        return String.format(
                "%d/%d connected, %d published/s, %d acknowledged, %d in outboxes, %d reconnects",
                now.connected(),
                now.devices(),
                perSecond,
                now.acknowledged(),
                now.outbox(),
                now.reconnects());
    }

    @Override
    public void close() {
        ticker.close();
    }
}
