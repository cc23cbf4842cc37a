package io.fleetstream.jobs.anomaly.domain.vibration;

/**
 * How the power of a window is spread over frequencies, from 0 to half the sample rate.
 *
 * <p>The window's mean is taken out; a Hann taper keeps a strong line from leaking into bands far
 * away; what is missing to a power of two is filled with zeros. All lines together hold the mean
 * square of the tapered window, which for whole periods, and on average for noise, is that of the
 * window.
 */
public final class PowerSpectrum {
    private final double[] power;
    private final double resolution;

    private PowerSpectrum(double[] power, double resolution) {
        this.power = power;
        this.resolution = resolution;
    }

    /**
     * The spectrum of a window.
     *
     * @param samples evenly spaced in time, at least two
     * @param sampleRate samples a second, positive
     */
    public static PowerSpectrum of(double[] samples, double sampleRate) {
        if (samples.length < 2) {
            throw new IllegalArgumentException(
                    "a spectrum of " + samples.length + " samples, expected at least 2");
        }
        if (!(sampleRate > 0) || Double.isInfinite(sampleRate)) {
            throw new IllegalArgumentException(
                    "sample rate is " + sampleRate + ", expected a positive number");
        }
        int size = powerOfTwo(samples.length);
        double[] real = new double[size];
        double taperPower = taper(samples, real);
        double[] imaginary = new double[size];
        Fourier.transform(real, imaginary);
        double[] power = new double[size / 2 + 1];
        for (int line = 0; line < power.length; line++) {
            double square = real[line] * real[line] + imaginary[line] * imaginary[line];
            boolean once = line == 0 || line == size / 2;
            power[line] = (once ? 1 : 2) * square / (size * taperPower);
        }
        return new PowerSpectrum(power, sampleRate / size);
    }

    /** Fills {@code target}, and returns the sum of the squares of the taper. */
    private static double taper(double[] samples, double[] target) {
        double mean = 0;
        for (double sample : samples) {
            mean += sample / samples.length;
        }
        double sum = 0;
        for (int i = 0; i < samples.length; i++) {
            double weight = 0.5 - 0.5 * Math.cos(2 * Math.PI * i / samples.length);
            target[i] = weight * (samples[i] - mean);
            sum += weight * weight;
        }
        return sum;
    }

    private static int powerOfTwo(int length) {
        int highest = Integer.highestOneBit(length);
        return highest == length ? length : 2 * highest;
    }

    /**
     * The part of the mean square that lies in {@code [from, to)} Hz.
     *
     * @param to exclusive; half the sample rate itself belongs to a band that ends there or beyond
     */
    public double between(double from, double to) {
        double sum = 0;
        int last = power.length - 1;
        for (int line = 0; line < power.length; line++) {
            double frequency = line * resolution;
            if (frequency >= from && (frequency < to || (line == last && frequency == to))) {
                sum += power[line];
            }
        }
        return sum;
    }

    /** Hz of the line with the most power; 0 for a window that does not change. */
    public double peakFrequency() {
        int best = 0;
        for (int line = 1; line < power.length; line++) {
            if (power[line] > power[best]) {
                best = line;
            }
        }
        return best * resolution;
    }

    /** Hz from one line to the next. */
    public double resolution() {
        return resolution;
    }
}
