package io.fleetstream.emulator.agent;

import io.fleetstream.emulator.mqtt.OutboundMessage;
import java.util.concurrent.CompletionStage;

/** The device around an agent. */
public interface AgentHost extends DeviceControls {
    /** Publishes at once; completes on the agent's thread when the broker has acknowledged. */
    CompletionStage<Void> publish(OutboundMessage message);

    /** Calls {@link DeviceAgent#wake} on the agent's thread in so many milliseconds. */
    void wakeIn(long millis);

    /** The time, epoch milliseconds. */
    long nowMs();

    /** How often it measures, in seconds. */
    double interval();
}
