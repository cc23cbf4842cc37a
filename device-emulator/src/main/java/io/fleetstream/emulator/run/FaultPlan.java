package io.fleetstream.emulator.run;

import io.fleetstream.emulator.payload.MalformedKind;
import io.fleetstream.emulator.payload.MalformedPayload;
import io.fleetstream.emulator.payload.MalformedPayloads;
import io.fleetstream.emulator.signal.DeviceIdentity;
import io.fleetstream.emulator.signal.Noise;
import io.fleetstream.emulator.signal.TelemetryEvent;

/** Which messages suffer which fault: a pure function of (seed, device, sequence). */
final class FaultPlan {
    private static final int SALT = 501;

    private final long seed;
    private final FaultRates rates;
    private final MalformedPayloads malformed;

    FaultPlan(long seed, FaultRates rates) {
        this.seed = seed;
        this.rates = rates;
        this.malformed =
                new MalformedPayloads(
                        seed, MalformedKind.OF_DEVICES, MalformedPayloads.DEFAULT_SIZE_LIMIT);
    }

    Fault at(DeviceIdentity device, long sequence) {
        double dice = Noise.uniform(device.seed(seed), SALT, sequence);
        if (dice < rates.duplicate()) {
            return Fault.DUPLICATE;
        }
        return dice < rates.duplicate() + rates.malformed() ? Fault.MALFORMED : Fault.NONE;
    }

    MalformedPayload malformed(TelemetryEvent event) {
        return malformed.generate(event.device().id(), event.sequence(), event.timestampMs());
    }
}
