package io.fleetstream.jobs.anomaly.domain.detector;

/**
 * Robust z: distance from the median in units of 1.4826 times the median distance from it (MAD).
 * Both medians are followed by steps up and down, as wide as the second one asks, so that no value
 * is kept and none counts for more than its side. 33 bytes.
 */
public final class RobustDetector extends CellDetector {
    private static final int FORM = 2;
    private static final int MEDIAN = OWN;
    private static final int SPREAD = OWN + 1;
    private static final int CELLS = 2;
    private static final int LEARN = 30;
    private static final double NORMAL = 1.4826;
    private static final double SETTLE = 4;
    private static final double WIDEST_STEP = 0.5;

    private final double memory;
    private final double deviations;

    /**
     * A detector.
     *
     * @param memory values after which the medians have followed a change; more than 1
     * @param deviations limit; positive
     * @param coolDown milliseconds after an alert without another
     */
    public RobustDetector(double memory, double deviations, long coolDown) {
        super(FORM, 1, CELLS, 0, coolDown);
        require(memory > 1, "memory", memory);
        require(deviations > 0, "deviations", deviations);
        this.memory = memory;
        this.deviations = deviations;
    }

    @Override
    double look(byte[] state, long count, long time, double[] values) {
        double median = count == 1 ? values[0] : Cells.get(state, MEDIAN);
        double spread = Cells.get(state, SPREAD);
        double distance = values[0] - median;
        double away = Math.abs(distance);
        double severity = count <= LEARN ? Double.NaN : ratio(away, deviations * NORMAL * spread);
        double step = Math.min(WIDEST_STEP, SETTLE * share(count, memory));
        if (spread == 0) {
            spread = away;
        } else if (away > 0) {
            spread *= away > spread ? 1 + step : 1 - step;
        }
        Cells.set(state, MEDIAN, median + step * spread * Math.signum(distance));
        Cells.set(state, SPREAD, spread);
        return severity;
    }
}
