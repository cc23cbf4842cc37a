package io.fleetstream.emulator.replay;

import io.fleetstream.emulator.mqtt.OutboundMessage;
import io.fleetstream.emulator.pace.Pace;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Reads one recording and hands its lines to connections when they are due. */
final class RecordingPlayer {
    private final ReplayOptions options;
    private final ReplayCounters counters;
    private final CountDownLatch stopped;

    private Instant first;
    private long firstNanos;
    private volatile boolean waiting;
    private volatile long bytesRead;

    RecordingPlayer(ReplayOptions options, ReplayCounters counters, CountDownLatch stopped) {
        this.options = options;
        this.counters = counters;
        this.stopped = stopped;
    }

    /** Plays to the end of the file, or until stopped. */
    void play(Path recording, ReplayConnections connections)
            throws IOException, InterruptedException {
        try (LineReader lines = new LineReader(recording)) {
            LineMapper mapper =
                    new LineMapper(options.mapping(), options.mapping().format.open(lines));
            byte[] bytes = lines.next();
            while (bytes != null) {
                ReplayLine line = mapper.map(bytes);
                if (!awaitDue(line)) {
                    return;
                }
                counters.lines.increment();
                connections.of(line.deviceId()).publish(message(line));
                bytesRead = lines.bytesRead();
                bytes = lines.next();
            }
        }
    }

    /** Whether it waits for a line to become due, not for the broker. */
    boolean waiting() {
        return waiting;
    }

    long bytesRead() {
        return bytesRead;
    }

    /** False if the replay was stopped. */
    private boolean awaitDue(ReplayLine line) throws InterruptedException {
        Pace pace = options.pace();
        if (pace.isFlatOut() || line.due().isEmpty()) {
            return stopped.getCount() > 0;
        }
        if (first == null) {
            first = line.due().get();
            firstNanos = System.nanoTime();
        }
        double sinceMs = Duration.between(first, line.due().get()).toNanos() / 1e6;
        long wait = pace.waitNanos(sinceMs, System.nanoTime() - firstNanos);
        waiting = true;
        boolean over = stopped.await(Math.max(0, wait), TimeUnit.NANOSECONDS);
        waiting = false;
        return !over;
    }

    private OutboundMessage message(ReplayLine line) {
        OptionalLong receivedAt =
                line.receivedAt().isPresent()
                        ? OptionalLong.of(micros(line.receivedAt().get()))
                        : OptionalLong.empty();
        ReplayLine.Kind kind = line.kind();
        int values = line.values();
        return OutboundMessage.reading(
                line.topic(),
                line.payload(),
                options.qos(),
                receivedAt,
                () -> counters.acknowledged(kind, values));
    }

    private static long micros(Instant time) {
        return time.getEpochSecond() * 1_000_000 + time.getNano() / 1_000;
    }
}
