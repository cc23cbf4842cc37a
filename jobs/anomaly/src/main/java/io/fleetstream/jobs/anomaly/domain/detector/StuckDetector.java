package io.fleetstream.jobs.anomaly.domain.detector;

/**
 * For how long a sensor has said the same, beside how long it may. A stream that never changed is
 * none that got stuck: it must have moved once. 41 bytes.
 */
public final class StuckDetector extends CellDetector {
    private static final int FORM = 5;
    private static final int VALUE = OWN;
    private static final int SINCE = OWN + 1;
    private static final int MOVED = OWN + 2;
    private static final int CELLS = 3;

    private final double leastChange;
    private final double longest;

    /**
     * A detector.
     *
     * @param leastChange what is less is no change; at least 0, and then any change is one
     * @param longest milliseconds it may stay the same; positive
     * @param coolDown milliseconds after an alert without another
     */
    public StuckDetector(double leastChange, long longest, long coolDown) {
        super(FORM, 1, CELLS, 0, coolDown);
        require(leastChange >= 0, "least-change", leastChange);
        require(longest > 0, "longest", longest);
        this.leastChange = leastChange;
        this.longest = longest;
    }

    @Override
    double look(byte[] state, long count, long time, double[] values) {
        double change = Math.abs(values[0] - Cells.get(state, VALUE));
        if (count == 1 || (change > 0 && change >= leastChange)) {
            Cells.set(state, VALUE, values[0]);
            Cells.set(state, SINCE, (double) time);
            Cells.set(state, MOVED, count == 1 ? 0 : 1);
        }
        return Cells.get(state, MOVED) == 0
                ? Double.NaN
                : (time - Cells.get(state, SINCE)) / longest;
    }
}
