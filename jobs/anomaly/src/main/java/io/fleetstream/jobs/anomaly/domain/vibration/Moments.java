package io.fleetstream.jobs.anomaly.domain.vibration;

/**
 * Moments of a window, taken in units of its greatest distance from the mean, so that neither great
 * nor tiny samples leave the range of a double.
 */
record Moments(double mean, double peak, double second, double third, double fourth) {

    /** Less than this part of the mean is rounding. */
    private static final double ROUNDING = 1e-13;

    static Moments of(double[] samples) {
        if (samples.length < 2) {
            throw new IllegalArgumentException(
                    "a window of " + samples.length + " samples, expected at least 2");
        }
        double mean = mean(samples);
        double peak = 0;
        for (double sample : samples) {
            peak = Math.max(peak, Math.abs(sample - mean));
        }
        if (peak <= ROUNDING * Math.abs(mean)) {
            return new Moments(mean, 0, 0, 0, 0);
        }
        double second = 0;
        double third = 0;
        double fourth = 0;
        for (double sample : samples) {
            double distance = (sample - mean) / peak;
            double square = distance * distance;
            second += square;
            third += square * distance;
            fourth += square * square;
        }
        int count = samples.length;
        return new Moments(mean, peak, second / count, third / count, fourth / count);
    }

    private static double mean(double[] samples) {
        double mean = 0;
        for (double sample : samples) {
            if (!Double.isFinite(sample)) {
                throw new IllegalArgumentException("sample is " + sample + ", expected a number");
            }
            mean += sample / samples.length;
        }
        return mean;
    }

    double rms() {
        return peak * Math.sqrt(second);
    }

    double crestFactor() {
        return peak == 0 ? 0 : 1 / Math.sqrt(second);
    }

    double kurtosis() {
        return peak == 0 ? 0 : fourth / (second * second);
    }

    double skewness() {
        return peak == 0 ? 0 : third / (second * Math.sqrt(second));
    }
}
