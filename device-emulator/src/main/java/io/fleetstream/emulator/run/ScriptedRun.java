package io.fleetstream.emulator.run;

import io.fleetstream.emulator.signal.DeviceIdentity;
import io.fleetstream.emulator.truth.GroundTruth;
import io.fleetstream.emulator.truth.TruthSink;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.function.Consumer;

/**
 * What a run would publish, message by message, without a broker: for tests of what comes after it.
 * The same options give the same messages and arrivals as an {@link EmulatorRun} with emulated
 * arrival, but for what only a connection does: storms change nothing, and nothing is redelivered.
 */
public final class ScriptedRun {
    private final TruthSink truth;
    private final PriorityQueue<Device> upcoming =
            new PriorityQueue<>(
                    Comparator.comparingLong((Device device) -> device.script.nextDueMs())
                            .thenComparing(device -> device.script.identity().id()));

    private ScriptedRun(RunOptions options, TruthSink truth) {
        this.truth = truth;
        ScriptContext context = ScriptContext.of(options, truth);
        for (DeviceIdentity identity : options.devices()) {
            upcoming.add(new Device(context.script(identity), options.seed()));
        }
    }

    /** A script and the arrival of what it says. */
    private static final class Device {
        private final DeviceScript script;
        private final ArrivalClock arrivals;

        Device(DeviceScript script, long seed) {
            this.script = script;
            this.arrivals = new ArrivalClock(script.identity().seed(seed));
        }
    }

    /**
     * Plays a run to its end.
     *
     * @param messages takes every message, in the order of event time over all devices
     * @return what must be found in them
     * @throws IllegalArgumentException if the run has no end, or gateways
     */
    public static GroundTruth play(RunOptions options, Consumer<ScriptedMessage> messages) {
        if (options.messagesPerDevice() == RunOptions.UNTIL_STOPPED
                || options.gateways().isPresent()) {
            throw new IllegalArgumentException("a scripted run has an end, and no gateways");
        }
        GroundTruth truth = new GroundTruth();
        new ScriptedRun(options, truth).play(messages);
        return truth;
    }

    private void play(Consumer<ScriptedMessage> messages) {
        while (!upcoming.isEmpty()) {
            Device device = upcoming.remove();
            for (PlannedMessage message : device.script.next()) {
                long arrival = device.arrivals.next(message.sendMs());
                truth.accept(message.published(arrival));
                messages.accept(new ScriptedMessage(message, arrival));
            }
            if (device.script.hasNext()) {
                upcoming.add(device);
            }
        }
    }
}
