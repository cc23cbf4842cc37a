package io.fleetstream.jobs.anomaly.domain.vibration;

import java.util.List;

/**
 * What is told of a window of vibration. All are about the mean, so that the offset of a sensor
 * counts for nothing; of a window that does not change all but the mean are 0.
 *
 * @param mean in the unit of the samples
 * @param rms root mean square about the mean, in that unit
 * @param peak greatest distance from the mean, in that unit
 * @param crestFactor peak by RMS: 1.41 for a sine, more for impulses
 * @param kurtosis fourth moment by the square of the second: 1.5 for a sine, 3 for Gaussian noise,
 *     more for impulses
 * @param skewness third moment by the second to the power 1.5: 0 for what is symmetrical
 * @param bands of each band its part of the mean square, in the unit squared
 */
public record VibrationFeatures(
        double mean,
        double rms,
        double peak,
        double crestFactor,
        double kurtosis,
        double skewness,
        List<Double> bands) {

    /** Keeps a copy of the bands. */
    public VibrationFeatures {
        bands = List.copyOf(bands);
    }

    /**
     * Tells them of a window.
     *
     * @param samples evenly spaced in time; at least two, all finite
     * @param sampleRate samples a second
     * @param bands the bands to tell the energy of; may have none
     */
    public static VibrationFeatures of(double[] samples, double sampleRate, SpectralBands bands) {
        Moments moments = Moments.of(samples);
        return new VibrationFeatures(
                moments.mean(),
                moments.rms(),
                moments.peak(),
                moments.crestFactor(),
                moments.kurtosis(),
                moments.skewness(),
                bands.energies(samples, sampleRate));
    }
}
