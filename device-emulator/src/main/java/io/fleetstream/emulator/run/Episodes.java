package io.fleetstream.emulator.run;

import io.fleetstream.emulator.signal.Noise;
import java.util.List;

/**
 * What goes wrong with a device for a while rather than with one message: a pure function of (seed,
 * device, slot). A slot is a moment at which the device would measure, from 1.
 *
 * <p>The slots of a run are one era (of an endless run, every {@value #ENDLESS}). Within an era
 * each kind has a part of its own, so that no two meet: steps of the clock from 10 to 18 %,
 * gateways offline from 12 to 40 %, reboots from 42 to 48 %, the storm at 50 %, silence from 55 to
 * 90 %. Eras of fewer than {@value #SHORTEST} slots have none of them; a wrong clock from the start
 * they have.
 *
 * @param seed of the run
 * @param rates shares of devices
 * @param slots in the run; {@link RunOptions#UNTIL_STOPPED} for no end
 */
record Episodes(long seed, FaultRates rates, long slots) {
    /** Slots in an era of an endless run. */
    static final long ENDLESS = 600;

    /** Slots in the shortest era that has episodes. */
    static final long SHORTEST = 40;

    /**
     * Offsets of wrong clocks in seconds: wrong zones, and clocks that were set by hand. The last
     * one is smaller than ingest cares about.
     */
    static final List<Integer> OFFSETS =
            List.of(3_600, -3_600, 7_200, -18_000, 19_800, -2_220, 480, -720, 90);

    private static final int SKEW = 511;
    private static final int STEP = 512;
    private static final int REBOOT = 513;
    private static final int SILENCE = 514;
    private static final int STORM = 515;
    private static final int OFFLINE = 516;

    /** A range of slots, both ends inclusive. */
    record Range(long first, long last) {}

    /** Device clock minus true time at a slot, in milliseconds. */
    long clockOffsetMs(long deviceSeed, long slot) {
        if (chosen(deviceSeed, SKEW, 0, rates.skew())) {
            return offset(deviceSeed, SKEW);
        }
        if (hasEpisodes() && chosen(deviceSeed, STEP, 0, rates.clockStep())) {
            return slot >= at(0, part(deviceSeed, STEP, 0, 0.10, 0.18))
                    ? offset(deviceSeed, STEP)
                    : 0;
        }
        return 0;
    }

    /** Whether a slot is the first of a new boot. */
    boolean rebootsAt(long deviceSeed, long slot) {
        long era = era(slot);
        return hasEpisodes()
                && chosen(deviceSeed, REBOOT, era, rates.reboot())
                && slot == at(era, part(deviceSeed, REBOOT, era, 0.42, 0.48));
    }

    /** The slots of the era of a slot in which the device says nothing; null if there are none. */
    Range silence(long deviceSeed, long slot) {
        long era = era(slot);
        if (!hasEpisodes() || !chosen(deviceSeed, SILENCE, era, rates.silence())) {
            return null;
        }
        double from = part(deviceSeed, SILENCE, era, 0.55, 0.65);
        double length = 0.10 + 0.15 * Noise.uniform(deviceSeed, SILENCE, era, 3);
        return new Range(at(era, from), at(era, from + length) - 1);
    }

    /** Whether a connection takes part in storms. */
    boolean inStorm(long connectionSeed) {
        return hasEpisodes() && chosen(connectionSeed, STORM, 0, rates.reconnectStorm());
    }

    /** The slot at the beginning of which the storm of an era breaks loose. */
    long stormSlot(long era) {
        return at(era, 0.5);
    }

    /** The slots of an era in which a gateway is offline; null if there are none. */
    Range offline(long gatewaySeed, long era) {
        if (!hasEpisodes() || !chosen(gatewaySeed, OFFLINE, era, rates.gatewayOffline())) {
            return null;
        }
        double from = part(gatewaySeed, OFFLINE, era, 0.12, 0.18);
        double length = 0.12 + 0.10 * Noise.uniform(gatewaySeed, OFFLINE, era, 3);
        return new Range(at(era, from), at(era, from + length) - 1);
    }

    /** The era of a slot, from 0. */
    long era(long slot) {
        return (slot - 1) / length();
    }

    private boolean hasEpisodes() {
        return length() >= SHORTEST;
    }

    private long length() {
        return slots == RunOptions.UNTIL_STOPPED ? ENDLESS : slots;
    }

    private long at(long era, double part) {
        return era * length() + 1 + (long) (part * length());
    }

    private static boolean chosen(long key, int kind, long era, double share) {
        return Noise.uniform(key, kind, era, 1) < share;
    }

    private static double part(long key, int kind, long era, double from, double to) {
        return from + (to - from) * Noise.uniform(key, kind, era, 2);
    }

    private static long offset(long key, int kind) {
        return 1000L * OFFSETS.get((int) (OFFSETS.size() * Noise.uniform(key, kind, 4)));
    }
}
