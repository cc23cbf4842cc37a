package io.fleetstream.emulator.command;

import io.fleetstream.emulator.replay.Replay;
import io.fleetstream.emulator.replay.ReplayProgress;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;

/** The progress of a replay, every few seconds on stderr. */
final class ReplayProgressLine implements AutoCloseable {
    private static final Duration PERIOD = Duration.ofSeconds(2);

    private final Ticker ticker;
    private final boolean quiet;
    private long before;

    ReplayProgressLine(Replay replay, boolean quiet, PrintWriter out) {
        this.quiet = quiet;
        ticker = new Ticker(PERIOD, out, () -> line(replay));
    }

    void start() {
        if (!quiet) {
            ticker.start();
        }
    }

    private String line(Replay replay) {
        try {
            ReplayProgress now = replay.progress();
            long perSecond = (now.acknowledged() - before) / PERIOD.toSeconds();
            before = now.acknowledged();
            return String.format(
                    "%3.0f %% read, %d lines/s, %d of %d lines acknowledged",
                    100 * now.share(), perSecond, now.acknowledged(), now.lines());
        } catch (IOException e) {
            return "recording not readable: " + e.getMessage();
        }
    }

    @Override
    public void close() {
        ticker.close();
    }
}
