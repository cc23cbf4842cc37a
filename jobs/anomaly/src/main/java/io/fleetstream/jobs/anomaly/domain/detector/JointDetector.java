package io.fleetstream.jobs.anomaly.domain.detector;

/**
 * Several metrics of a device together: how far their values are from their means, by their
 * covariances (Mahalanobis). Finds values each of which is usual, but not beside the others. What
 * values teach is bounded by the limit. 17 bytes, 8 for each metric and for each pair, itself
 * included.
 */
public final class JointDetector extends CellDetector {
    /** The most metrics. */
    public static final int MOST_METRICS = 8;

    private static final int FORM = 8;
    private static final int LEARN_PER_METRIC = 20;

    /** Keeps metrics that always move together apart, as a share of their variances. */
    private static final double RIDGE = 1e-3;

    private final int metrics;
    private final double memory;
    private final double deviations;

    /**
     * A detector.
     *
     * @param metrics 2 to {@link #MOST_METRICS}
     * @param memory values that count; more than 1
     * @param deviations limit; positive, in standard deviations per metric
     * @param coolDown milliseconds after an alert without another
     */
    public JointDetector(int metrics, double memory, double deviations, long coolDown) {
        super(FORM, metrics, metrics + metrics * (metrics + 1) / 2, 0, coolDown);
        require(metrics >= 2 && metrics <= MOST_METRICS, "metrics", metrics);
        require(memory > 1, "memory", memory);
        require(deviations > 0, "deviations", deviations);
        this.metrics = metrics;
        this.memory = memory;
        this.deviations = deviations;
    }

    @Override
    double look(byte[] state, long count, long time, double[] values) {
        double[] away = new double[metrics];
        for (int i = 0; i < metrics; i++) {
            if (count == 1) {
                Cells.set(state, OWN + i, values[i]);
            }
            away[i] = values[i] - Cells.get(state, OWN + i);
        }
        boolean judged = count > (long) LEARN_PER_METRIC * metrics;
        double severity =
                judged ? Math.sqrt(distance(state, away) / metrics) / deviations : Double.NaN;
        learn(state, away, judged && severity > 1 ? 1 / severity : 1, share(count, memory));
        return severity;
    }

    /** Squared Mahalanobis distance: forward substitution while the covariances are factored. */
    private double distance(byte[] state, double[] away) {
        double[][] factor = new double[metrics][metrics];
        double[] solved = new double[metrics];
        double sum = 0;
        for (int i = 0; i < metrics; i++) {
            double rest = away[i];
            for (int j = 0; j <= i; j++) {
                double cell = Cells.get(state, covariance(i, j));
                double left = i == j ? cell * (1 + RIDGE) + Double.MIN_NORMAL : cell;
                for (int k = 0; k < j; k++) {
                    left -= factor[i][k] * factor[j][k];
                }
                double least = cell * RIDGE + Double.MIN_NORMAL;
                factor[i][j] = i == j ? Math.sqrt(Math.max(left, least)) : left / factor[j][j];
                rest -= j < i ? factor[i][j] * solved[j] : 0;
            }
            solved[i] = rest / factor[i][i];
            sum += solved[i] * solved[i];
        }
        return sum;
    }

    private void learn(byte[] state, double[] away, double part, double share) {
        for (int i = 0; i < metrics; i++) {
            double step = part * away[i];
            Cells.set(state, OWN + i, Cells.get(state, OWN + i) + share * step);
            for (int j = 0; j <= i; j++) {
                int cell = covariance(i, j);
                double now = Cells.get(state, cell) + share * step * part * away[j];
                Cells.set(state, cell, (1 - share) * now);
            }
        }
    }

    private int covariance(int i, int j) {
        return OWN + metrics + i * (i + 1) / 2 + j;
    }
}
