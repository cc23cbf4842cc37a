package io.fleetstream.emulator.run;

import io.fleetstream.emulator.mqtt.ConnectionCounters;
import io.fleetstream.emulator.pace.RunClock;
import io.fleetstream.emulator.payload.ReadingWriter;
import io.fleetstream.emulator.signal.Signals;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;

/** What all devices of a run share; every part is thread-safe. */
record RunContext(
        RunOptions options,
        Signals signals,
        FaultPlan faults,
        ReadingWriter writer,
        RunClock clock,
        ScheduledExecutorService scheduler,
        ConnectionCounters connections,
        RunCounters counters,
        TruthWriter truth,
        Consumer<RuntimeException> failed) {}
