package io.fleetstream.emulator.signal;

import java.nio.charset.StandardCharsets;

/**
 * Randomness without state: every value is a hash of its arguments, so the same arguments give the
 * same value in any order, on any machine.
 */
public final class Noise {
    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

    private Noise() {}

    /** A well mixed 64-bit hash of the keys; their order matters. */
    public static long hash(long... keys) {
        long state = 0;
        for (long key : keys) {
            state = mix(state * 31 + key + GOLDEN_GAMMA);
        }
        return state;
    }

    /** A 64-bit hash of a text. */
    public static long hash(String text) {
        long state = text.length();
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            state = mix(state + b + GOLDEN_GAMMA);
        }
        return state;
    }

    /** Uniform in [0, 1). */
    public static double uniform(long... keys) {
        return toUnit(hash(keys));
    }

    /** Normal with mean 0 and standard deviation 1 (Box-Muller). */
    public static double gaussian(long... keys) {
        long first = hash(keys);
        double radius = Math.sqrt(-2 * Math.log(1 - toUnit(first)));
        return radius * Math.cos(2 * Math.PI * toUnit(mix(first + GOLDEN_GAMMA)));
    }

    /**
     * Noise that is smooth in time, in about [-1, 1]: hashed values on a grid, joined by a cosine.
     *
     * @param seconds time, any origin
     * @param period distance of the grid points in seconds; positive
     */
    public static double smooth(double seconds, double period, long key) {
        double position = seconds / period;
        long cell = (long) Math.floor(position);
        double weight = (1 - Math.cos(Math.PI * (position - cell))) / 2;
        double left = 2 * uniform(key, cell) - 1;
        double right = 2 * uniform(key, cell + 1) - 1;
        return left + weight * (right - left);
    }

    private static double toUnit(long bits) {
        return (bits >>> 11) * 0x1.0p-53;
    }

    private static long mix(long value) {
        long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
