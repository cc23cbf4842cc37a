package io.fleetstream.jobs.anomaly.domain.vibration;

import java.util.ArrayList;
import java.util.List;

/**
 * Bands of frequency side by side: each from one edge to the next.
 *
 * @param edges Hz, at least 0 and growing; none, or at least two
 */
public record SpectralBands(List<Double> edges) {
    /** No bands, and no spectrum is taken. */
    public static final SpectralBands NONE = new SpectralBands(List.of());

    /** Refuses edges that do not grow. */
    public SpectralBands {
        edges = List.copyOf(edges);
        if (edges.size() == 1) {
            throw new IllegalArgumentException("one edge, expected none or at least two");
        }
        double before = -1;
        for (double edge : edges) {
            if (!(edge >= 0 && edge > before) || Double.isInfinite(edge)) {
                throw new IllegalArgumentException(
                        "edges of bands are " + edges + ", expected growing numbers from 0 on");
            }
            before = edge;
        }
    }

    /**
     * Octaves below half the sample rate, and one band for all beneath them.
     *
     * @param count of the bands, at least 1
     */
    public static SpectralBands octaves(double sampleRate, int count) {
        List<Double> edges = new ArrayList<>();
        edges.add(0.0);
        for (int octave = count - 1; octave >= 0; octave--) {
            edges.add(sampleRate / 2 / Math.pow(2, octave));
        }
        return new SpectralBands(edges);
    }

    /** How many there are. */
    public int count() {
        return Math.max(0, edges.size() - 1);
    }

    List<Double> energies(double[] samples, double sampleRate) {
        if (edges.isEmpty()) {
            return List.of();
        }
        PowerSpectrum spectrum = PowerSpectrum.of(samples, sampleRate);
        List<Double> energies = new ArrayList<>(count());
        for (int band = 0; band < count(); band++) {
            energies.add(spectrum.between(edges.get(band), edges.get(band + 1)));
        }
        return energies;
    }
}
