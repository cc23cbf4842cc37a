package io.fleetstream.jobs.anomaly.domain.vibration;

/** The fast Fourier transform, radix 2, in place. */
final class Fourier {
    private Fourier() {}

    /**
     * Replaces a signal by its transform, without scaling: the sum of squares grows by the length.
     *
     * @param real as long as {@code imaginary}: a power of two
     */
    static void transform(double[] real, double[] imaginary) {
        int size = real.length;
        if (Integer.bitCount(size) != 1 || imaginary.length != size) {
            throw new IllegalArgumentException(
                    "lengths are " + size + " and " + imaginary.length + ", expected powers of 2");
        }
        reorder(real, imaginary);
        for (int half = 1; half < size; half *= 2) {
            for (int k = 0; k < half; k++) {
                double angle = -Math.PI * k / half;
                butterflies(real, imaginary, k, half, Math.cos(angle), Math.sin(angle));
            }
        }
    }

    /** All butterflies of a stage that share a twiddle factor. */
    private static void butterflies(
            double[] real, double[] imaginary, int first, int half, double cos, double sin) {
        for (int low = first; low < real.length; low += 2 * half) {
            int high = low + half;
            double re = real[high] * cos - imaginary[high] * sin;
            double im = real[high] * sin + imaginary[high] * cos;
            real[high] = real[low] - re;
            imaginary[high] = imaginary[low] - im;
            real[low] += re;
            imaginary[low] += im;
        }
    }

    private static void reorder(double[] real, double[] imaginary) {
        int bits = Integer.numberOfTrailingZeros(real.length);
        if (bits == 0) {
            return;
        }
        for (int i = 0; i < real.length; i++) {
            int j = Integer.reverse(i) >>> (Integer.SIZE - bits);
            if (j > i) {
                swap(real, i, j);
                swap(imaginary, i, j);
            }
        }
    }

    private static void swap(double[] values, int i, int j) {
        double kept = values[i];
        values[i] = values[j];
        values[j] = kept;
    }
}
