package io.fleetstream.jobs.anomaly.domain.detector;

/**
 * Distance from the exponentially weighted mean, in standard deviations weighted likewise. What a
 * value teaches is bounded by the limit, so that a spike widens the deviation only so far. 33
 * bytes.
 */
public final class EwmaDetector extends CellDetector {
    private static final int FORM = 1;
    private static final int MEAN = OWN;
    private static final int VARIANCE = OWN + 1;
    private static final int CELLS = 2;
    private static final int LEARN = 30;

    private final double memory;
    private final double deviations;

    /**
     * A detector.
     *
     * @param memory values that count; more than 1
     * @param deviations limit; positive
     * @param coolDown milliseconds after an alert without another
     */
    public EwmaDetector(double memory, double deviations, long coolDown) {
        super(FORM, 1, CELLS, 0, coolDown);
        require(memory > 1, "memory", memory);
        require(deviations > 0, "deviations", deviations);
        this.memory = memory;
        this.deviations = deviations;
    }

    @Override
    double look(byte[] state, long count, long time, double[] values) {
        double mean = count == 1 ? values[0] : Cells.get(state, MEAN);
        double variance = Cells.get(state, VARIANCE);
        double distance = values[0] - mean;
        double limit = deviations * Math.sqrt(variance);
        double severity = count <= LEARN ? Double.NaN : ratio(Math.abs(distance), limit);
        double share = share(count, memory);
        double learned = count <= LEARN || limit == 0 ? distance : bounded(distance, limit);
        Cells.set(state, MEAN, mean + share * learned);
        Cells.set(state, VARIANCE, (1 - share) * (variance + share * learned * learned));
        return severity;
    }
}
