package io.fleetstream.emulator.replay;

import io.fleetstream.emulator.mqtt.ConnectionCounters;
import io.fleetstream.emulator.mqtt.Patience;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Publishes recordings line by line, each line as one message, in the order of the file. For one
 * use; {@link #execute} blocks, everything else may be called from other threads meanwhile.
 */
public final class Replay {
    private static final int THREADS = 2;

    private final ReplayOptions options;
    private final ConnectionCounters connections = new ConnectionCounters();
    private final ReplayCounters counters = new ReplayCounters();
    private final AtomicReference<RuntimeException> failure = new AtomicReference<>();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final AtomicLong bytesBefore = new AtomicLong();
    private volatile RecordingPlayer player;

    /** Prepares a replay; nothing is read yet. */
    public Replay(ReplayOptions options) {
        this.options = options;
    }

    /**
     * Replays to the end.
     *
     * @return what became of the lines, also if some were given up
     * @throws IOException if a recording cannot be read or the broker was never reached
     */
    public ReplayReport execute() throws IOException, InterruptedException {
        long began = System.nanoTime();
        ScheduledExecutorService scheduler = Executors.newScheduledThreadPool(THREADS);
        try {
            for (Path recording : options.recordings()) {
                if (!replay(recording, scheduler)) {
                    break;
                }
                bytesBefore.addAndGet(Files.size(recording));
            }
            return report((System.nanoTime() - began) / 1e9);
        } finally {
            scheduler.shutdownNow();
        }
    }

    /** Ends the replay: what has been read is still published. */
    public void stop() {
        stopped.countDown();
    }

    /** How far the replay is now. */
    public ReplayProgress progress() throws IOException {
        long total = 0;
        for (Path recording : options.recordings()) {
            total += Files.size(recording);
        }
        RecordingPlayer current = player;
        long read = bytesBefore.get() + (current == null ? 0 : current.bytesRead());
        return new ReplayProgress(
                counters.lines.sum(),
                counters.acknowledged(),
                connections.connected(),
                Math.min(1, read / (double) Math.max(1, total)));
    }

    /** False if it was given up. */
    private boolean replay(Path recording, ScheduledExecutorService scheduler)
            throws IOException, InterruptedException {
        ReplayConnections open =
                new ReplayConnections(
                        options,
                        recording,
                        scheduler,
                        connections,
                        failed -> failure.compareAndSet(null, failed));
        RecordingPlayer playing = new RecordingPlayer(options, counters, stopped);
        player = playing;
        FutureTask<Void> reading =
                new FutureTask<>(
                        () -> {
                            playing.play(recording, open);
                            return null;
                        });
        Thread reader = new Thread(reading, "replay-reader");
        reader.start();
        Patience patience = new Patience(options.link(), connections, failure::get);
        try {
            boolean ended =
                    patience.await(reading, () -> !playing.waiting())
                            && patience.await(open.finish(), () -> true);
            player = null;
            return ended;
        } finally {
            reader.interrupt();
            reader.join();
            open.abandon();
        }
    }

    private ReplayReport report(double seconds) {
        long published = counters.acknowledged();
        long lines = counters.lines.sum();
        return new ReplayReport(
                options.recordings().size(),
                lines,
                published,
                counters.withMetrics.sum(),
                counters.values.sum(),
                counters.withoutMetrics.sum(),
                counters.unmapped.sum(),
                connections.reconnects(),
                connections.redeliveries(),
                connections.refused(),
                lines - published - connections.refused(),
                seconds,
                published / Math.max(seconds, 1e-9));
    }
}
