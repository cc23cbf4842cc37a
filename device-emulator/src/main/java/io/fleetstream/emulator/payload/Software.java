package io.fleetstream.emulator.payload;

import io.fleetstream.emulator.signal.DeviceIdentity;
import io.fleetstream.emulator.signal.Noise;
import java.util.List;

/**
 * What a device says about its own software.
 *
 * @param bootId changes with every start of the device
 * @param firmware version it runs
 */
public record Software(String bootId, String firmware) {

    /** The software of a device in the run that begins at the given event time (epoch ms). */
    public static Software of(DeviceIdentity device, long seed, long startMs) {
        long deviceSeed = device.seed(seed);
        List<String> versions = device.profile().firmwares();
        int version = (int) (Noise.uniform(deviceSeed, 301) * versions.size());
        String boot = String.format("b%08x", (int) Noise.hash(deviceSeed, 302, startMs));
        return new Software(boot, versions.get(version));
    }

    /** The same device with another version. */
    public Software with(String version) {
        return new Software(bootId, version);
    }

    /**
     * The same device after it has started again.
     *
     * @param boots restarts since the run began, from 1
     */
    public Software rebooted(int boots) {
        String boot = String.format("b%08x", (int) Noise.hash(Noise.hash(bootId), 303, boots));
        return new Software(boot, firmware);
    }
}
