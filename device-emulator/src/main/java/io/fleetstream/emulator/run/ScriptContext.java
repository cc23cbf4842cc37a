package io.fleetstream.emulator.run;

import io.fleetstream.emulator.payload.PayloadWriter;
import io.fleetstream.emulator.signal.DeviceIdentity;
import io.fleetstream.emulator.signal.Signals;
import io.fleetstream.emulator.truth.TruthSink;

/** What the scripts of all devices of a run share; every part is thread-safe. */
record ScriptContext(
        RunOptions options,
        Signals signals,
        FaultPlan faults,
        Episodes episodes,
        PayloadWriter writer,
        TruthSink truth) {

    static ScriptContext of(RunOptions options, TruthSink truth) {
        return new ScriptContext(
                options,
                options.signals(),
                new FaultPlan(options.seed(), options.faults()),
                new Episodes(options.seed(), options.faults(), options.messagesPerDevice()),
                new PayloadWriter(options.style()),
                truth);
    }

    /** The script of a device, by the rules of its gateway if it stands behind one. */
    DeviceScript script(DeviceIdentity identity) {
        DraftStage stage =
                options.gateways().isPresent()
                        ? new EdgeStage(options.gateways().get().rules())
                        : new CollectStage(options.style().samplesPerMessage());
        return new DeviceScript(identity, this, stage);
    }
}
