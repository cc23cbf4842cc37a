package io.fleetstream.emulator.agent;

import io.fleetstream.emulator.mqtt.OutboundMessage;
import io.fleetstream.emulator.update.FirmwareEffects;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** The device around an agent. */
public interface AgentHost extends DeviceControls {
    /** Publishes at once; completes on the agent's thread when the broker has acknowledged. */
    CompletionStage<Void> publish(OutboundMessage message);

    /** Fetches a file; completes on the agent's thread, with nothing if it cannot be had. */
    CompletionStage<Optional<byte[]>> download(String url);

    /** Starts the device again, with another version. */
    void install(String firmware, FirmwareEffects effects);

    /** Calls {@link DeviceAgent#wake} on the agent's thread in so many milliseconds. */
    void wakeIn(long millis);

    /** The time, epoch milliseconds. */
    long nowMs();

    /** How often it measures, in seconds. */
    double interval();
}
