package io.fleetstream.emulator.update;

import io.fleetstream.emulator.signal.Noise;
import java.util.Arrays;
import java.util.List;

/**
 * How often an update goes wrong on the device, whatever the image is. What becomes of one follows
 * from the device's seed and the job.
 *
 * @param download share of executions whose download fails
 * @param hash share whose image is damaged on its way
 * @param signature share on devices that trust another key
 * @param boot share that do not come up with the new image, and fall back
 * @param stall share that begin and are never heard of again
 * @param batteryDrain share that install well, and whose battery falls faster from then on
 */
public record UpdateFaults(
        double download,
        double hash,
        double signature,
        double boot,
        double stall,
        double batteryDrain) {
    /** Devices without fault. */
    public static final UpdateFaults NONE = new UpdateFaults(0, 0, 0, 0, 0, 0);

    private static final int PURPOSE = 801;
    private static final List<String> NAMES =
            List.of("download", "hash", "signature", "boot", "stall", "battery-drain");

    /** What goes wrong with one execution. */
    enum Fault {
        NONE,
        DOWNLOAD,
        HASH,
        SIGNATURE,
        BOOT,
        STALL,
        BATTERY_DRAIN
    }

    /** Checks the shares. */
    public UpdateFaults {
        double[] shares = {download, hash, signature, boot, stall, batteryDrain};
        if (!(Arrays.stream(shares).allMatch(share -> share >= 0)
                && Arrays.stream(shares).sum() <= 1)) {
            throw new IllegalArgumentException(
                    "fault rates of updates must be shares between 0 and 1, no more than 1");
        }
    }

    /**
     * Reads {@code boot=0.05,hash=0.02}; what is not named is 0.
     *
     * @throws IllegalArgumentException naming the fault that is not known
     */
    public static UpdateFaults parse(String text) {
        double[] shares = new double[NAMES.size()];
        for (String part : text.strip().split(",", -1)) {
            String[] sides = part.strip().split("=", 2);
            int which = NAMES.indexOf(sides[0]);
            if (which < 0 || sides.length < 2) {
                throw new IllegalArgumentException(
                        "fault '" + part + "' must look like name=0.05 with one of " + NAMES);
            }
            shares[which] = Double.parseDouble(sides[1]);
        }
        return new UpdateFaults(shares[0], shares[1], shares[2], shares[3], shares[4], shares[5]);
    }

    Fault of(long deviceSeed, String jobId, long executionNumber) {
        double draw =
                Noise.uniform(Noise.hash(deviceSeed, Noise.hash(jobId), executionNumber), PURPOSE);
        double[] shares = {download, hash, signature, boot, stall, batteryDrain};
        for (int i = 0; i < shares.length; i++) {
            draw -= shares[i];
            if (draw < 0) {
                return Fault.values()[i + 1];
            }
        }
        return Fault.NONE;
    }
}
