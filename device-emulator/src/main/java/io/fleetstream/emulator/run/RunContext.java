package io.fleetstream.emulator.run;

import io.fleetstream.emulator.mqtt.ConnectionCounters;
import io.fleetstream.emulator.pace.RunClock;
import io.fleetstream.emulator.truth.TruthSink;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;

/** What all participants of a run share; every part is thread-safe. */
record RunContext(
        RunOptions options,
        ScriptContext script,
        RunClock clock,
        ScheduledExecutorService scheduler,
        ConnectionCounters connections,
        RunCounters counters,
        TruthSink truth,
        StormBarrier storms,
        Consumer<RuntimeException> failed) {}
