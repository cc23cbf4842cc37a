package io.fleetstream.emulator.signal;

/**
 * Where a profile stands when it computes the values of one message.
 *
 * @param deviceSeed hash of seed and device id; makes devices of one profile differ
 * @param sequence number of the message, from 1
 * @param seconds event time in seconds since the epoch
 */
public record SignalContext(long deviceSeed, long sequence, double seconds) {
    private static final double DAY = 86_400;

    /** A property of the device that never changes, uniform in [low, high). */
    public double trait(int key, double low, double high) {
        return low + (high - low) * Noise.uniform(deviceSeed, key);
    }

    /** The day as a cosine: 1 at the given hour (UTC), -1 twelve hours later. */
    public double daily(double peakHour) {
        return Math.cos(2 * Math.PI * (seconds / DAY - peakHour / 24));
    }

    /** Hour of the day (UTC) in [0, 24). */
    public double hour() {
        double days = seconds / DAY;
        return (days - Math.floor(days)) * 24;
    }

    /** Independent noise of one message, standard deviation 1. */
    public double white(int key) {
        return Noise.gaussian(deviceSeed, key, sequence);
    }

    /** Noise that wanders over the given period in seconds, in about [-1, 1]. */
    public double wander(int key, double period) {
        return Noise.smooth(seconds, period, deviceSeed + key);
    }
}
