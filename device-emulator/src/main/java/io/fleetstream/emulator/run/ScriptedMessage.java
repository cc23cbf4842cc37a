package io.fleetstream.emulator.run;

import io.fleetstream.emulator.payload.Payload;

/** A message as a device would publish it, for tests that need no broker. */
public final class ScriptedMessage {
    private final PlannedMessage planned;
    private final long arrivalMicros;

    ScriptedMessage(PlannedMessage planned, long arrivalMicros) {
        this.planned = planned;
        this.arrivalMicros = arrivalMicros;
    }

    /** The device. */
    public String deviceId() {
        return planned.device();
    }

    /** MQTT topic, without the prefix of the trusted route. */
    public String topic() {
        return planned.topic();
    }

    /** The bytes, with content type and encoding. */
    public Payload payload() {
        return planned.payload();
    }

    /** Arrival in epoch microseconds, as the bridge would write it into {@code received-at}. */
    public long arrivalMicros() {
        return arrivalMicros;
    }
}
