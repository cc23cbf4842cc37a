package io.fleetstream.emulator.run;

import io.fleetstream.emulator.mqtt.ConnectionCounters;
import io.fleetstream.emulator.mqtt.Patience;
import io.fleetstream.emulator.pace.RunClock;
import io.fleetstream.emulator.signal.DeviceIdentity;
import io.fleetstream.emulator.truth.TruthKind;
import io.fleetstream.emulator.truth.TruthSink;
import io.fleetstream.emulator.truth.TruthWriter;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Virtual devices that publish until their messages are used up or {@link #stop} is called. For one
 * use; {@link #execute} blocks, everything else may be called from other threads meanwhile.
 */
public final class EmulatorRun {
    private static final int THREADS = 2;

    private final RunOptions options;
    private final ConnectionCounters connections = new ConnectionCounters();
    private final RunCounters counters = new RunCounters();
    private final AtomicReference<RuntimeException> failure = new AtomicReference<>();
    private final StormBarrier storms;
    private final CompletableFuture<Void> stopped = new CompletableFuture<>();

    /** Prepares a run; nothing connects yet. */
    public EmulatorRun(RunOptions options) {
        this.options = options;
        this.storms = new StormBarrier(Participants.inStorms(options));
    }

    /**
     * Runs to the end.
     *
     * @return what was published, also if some of it was given up
     * @throws IOException if the broker was never reached, or a file cannot be written
     */
    public RunReport execute() throws IOException, InterruptedException {
        long began = System.nanoTime();
        ScheduledExecutorService scheduler = Executors.newScheduledThreadPool(THREADS);
        try (TruthWriter truth = new TruthWriter(options.truth())) {
            List<Participant> devices = start(scheduler, counting(truth));
            Patience patience = new Patience(options.link(), connections, failure::get);
            RunClock clock = clock();
            boolean gaveUp =
                    !patience.await(
                            CompletableFuture.allOf(
                                    devices.stream()
                                            .map(Participant::done)
                                            .toArray(CompletableFuture<?>[]::new)),
                            () -> stopped.isDone() || scheduleIsOver(clock));
            if (gaveUp) {
                abandon(devices);
            }
            if (options.labels().isPresent()) {
                LabelWriter.write(options.labels().get(), options.signals(), progressOf(devices));
            }
            return report((System.nanoTime() - began) / 1e9, devices);
        } finally {
            scheduler.shutdownNow();
        }
    }

    /** Ends the run: what has been made is still published, then devices say goodbye. */
    public void stop() {
        stopped.complete(null);
    }

    /** How far the run is now. */
    public RunProgress progress() {
        return new RunProgress(
                options.connections(),
                connections.connected(),
                connections.acknowledged(),
                connections.outbox(),
                connections.reconnects());
    }

    private List<Participant> start(ScheduledExecutorService scheduler, TruthSink truth)
            throws IOException {
        RunContext context =
                new RunContext(
                        options,
                        ScriptContext.of(options, truth),
                        clock(),
                        scheduler,
                        connections,
                        counters,
                        truth,
                        storms,
                        failed -> failure.compareAndSet(null, failed));
        List<Participant> devices = Participants.of(context);
        for (int i = 0; i < devices.size(); i++) {
            devices.get(i).start(options.link().connectDelay(i));
        }
        CompletableFuture<Void> unused =
                stopped.thenRun(
                        () -> {
                            devices.forEach(Participant::stop);
                            storms.open();
                        });
        return devices;
    }

    private TruthSink counting(TruthSink truth) {
        return record -> {
            if (record.kind() == TruthKind.DROP) {
                counters.dropped();
            } else if (record.kind().ofAgent()) {
                counters.told(record.kind());
            }
            truth.accept(record);
        };
    }

    private RunClock clock() {
        return new RunClock(options.pace(), options.timeline().startMs(), System::nanoTime);
    }

    private boolean scheduleIsOver(RunClock clock) {
        if (options.messagesPerDevice() == RunOptions.UNTIL_STOPPED) {
            return false;
        }
        double lengthMs = options.messagesPerDevice() * options.timeline().intervalMs();
        return clock.waitNanos(options.timeline().startMs() + (long) lengthMs) <= 0;
    }

    private static void abandon(List<Participant> devices) {
        devices.forEach(Participant::abandon);
        devices.forEach(device -> device.done().join());
    }

    private static Map<DeviceIdentity, Long> progressOf(List<Participant> devices) {
        Map<DeviceIdentity, Long> last = new LinkedHashMap<>();
        devices.forEach(device -> last.putAll(device.lastSlots()));
        return last;
    }

    private RunReport report(double seconds, List<Participant> devices) {
        long published = connections.acknowledged();
        Map<String, Long> malformed = counters.malformedByKind();
        return new RunReport(
                options.seed(),
                options.devices().size(),
                published,
                counters.goodMessages(),
                counters.goodValues(),
                counters.duplicates(),
                malformed.values().stream().mapToLong(Long::longValue).sum(),
                malformed,
                counters.malformedByReason(),
                counters.reordered(),
                counters.droppedMessages(),
                counters.bufferDrops(),
                counters.recoveredMessages(),
                connections.statuses(),
                connections.reconnects(),
                connections.redeliveries(),
                connections.refused(),
                devices.stream().mapToLong(Participant::unpublished).sum(),
                counters.toldByKind(),
                seconds,
                published / Math.max(seconds, 1e-9));
    }
}
