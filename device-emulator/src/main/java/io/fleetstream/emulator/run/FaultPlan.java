package io.fleetstream.emulator.run;

import io.fleetstream.emulator.payload.MalformedKind;
import io.fleetstream.emulator.payload.MalformedPayload;
import io.fleetstream.emulator.payload.MalformedPayloads;
import io.fleetstream.emulator.signal.DeviceIdentity;
import io.fleetstream.emulator.signal.Noise;

/** Which messages suffer which fault: a pure function of (seed, device, number of the message). */
final class FaultPlan {
    /** How many messages may overtake a late one. */
    static final int FARTHEST = 3;

    private static final int SALT = 501;
    private static final int DISTANCE = 502;

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

    /**
     * What is wrong with a message.
     *
     * @param number of the message among all of its device, from 1; boots make no difference
     */
    Fault at(DeviceIdentity device, long number) {
        double dice = Noise.uniform(device.seed(seed), SALT, number);
        if (dice < rates.duplicate()) {
            return Fault.DUPLICATE;
        }
        dice -= rates.duplicate();
        if (dice < rates.malformed()) {
            return Fault.MALFORMED;
        }
        dice -= rates.malformed();
        if (dice < rates.drop()) {
            return Fault.DROP;
        }
        return dice - rates.drop() < rates.reorder() ? Fault.REORDER : Fault.NONE;
    }

    /** After how many further messages a late one comes, from 1 to {@link #FARTHEST}. */
    int distance(DeviceIdentity device, long number) {
        return 1 + (int) (FARTHEST * Noise.uniform(device.seed(seed), DISTANCE, number));
    }

    /**
     * The bad payload in the place of a good one.
     *
     * @param clockMs time on the device's clock, epoch milliseconds
     */
    MalformedPayload malformed(DeviceIdentity device, long sequence, long clockMs) {
        return malformed.generate(device.id(), sequence, clockMs);
    }
}
