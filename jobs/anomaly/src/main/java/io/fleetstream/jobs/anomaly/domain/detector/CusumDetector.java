package io.fleetstream.jobs.anomaly.domain.detector;

/**
 * Level shifts: adds up, upwards and downwards apart, by how much values exceed their mean by more
 * than a slack, in standard deviations (CUSUM). After an alert it takes the values that follow for
 * the new level. 57 bytes.
 */
public final class CusumDetector extends CellDetector {
    private static final int FORM = 3;
    private static final int MEAN = OWN;
    private static final int VARIANCE = OWN + 1;
    private static final int UP = OWN + 2;
    private static final int DOWN = OWN + 3;
    private static final int KNOWN = OWN + 4;
    private static final int CELLS = 5;
    private static final int LEARN = 50;
    private static final double MOST_TAUGHT = 3;

    private final double memory;
    private final double slack;
    private final double limit;

    /**
     * A detector.
     *
     * @param memory values that count for the level; more than 1
     * @param slack deviations that are no shift; at least 0
     * @param limit sum of deviations beyond the slack that is one; positive
     * @param coolDown milliseconds after an alert without another
     */
    public CusumDetector(double memory, double slack, double limit, long coolDown) {
        super(FORM, 1, CELLS, 0, coolDown);
        require(memory > 1, "memory", memory);
        require(slack >= 0, "slack", slack);
        require(limit > 0, "limit", limit);
        this.memory = memory;
        this.slack = slack;
        this.limit = limit;
    }

    @Override
    double look(byte[] state, long count, long time, double[] values) {
        double known = Cells.get(state, KNOWN) + 1;
        double mean = known == 1 ? values[0] : Cells.get(state, MEAN);
        double variance = Cells.get(state, VARIANCE);
        double deviation = Math.sqrt(variance);
        double distance = values[0] - mean;
        double severity = Double.NaN;
        if (known > LEARN) {
            double z = bounded(ratio(distance, deviation), limit);
            double up = Math.max(0, Cells.get(state, UP) + z - slack);
            double down = Math.max(0, Cells.get(state, DOWN) - z - slack);
            Cells.set(state, UP, up);
            Cells.set(state, DOWN, down);
            severity = Math.max(up, down) / limit;
        }
        double share = share((long) known, memory);
        double most = known > LEARN && deviation > 0 ? MOST_TAUGHT * deviation : Math.abs(distance);
        double learned = bounded(distance, most);
        Cells.set(state, MEAN, mean + share * learned);
        Cells.set(state, VARIANCE, (1 - share) * (variance + share * learned * learned));
        Cells.set(state, KNOWN, known);
        if (severity >= 1) {
            forget(state);
        }
        return severity;
    }

    private static void forget(byte[] state) {
        for (int cell : new int[] {MEAN, VARIANCE, UP, DOWN, KNOWN}) {
            Cells.set(state, cell, 0);
        }
    }
}
