package io.fleetstream.jobs.anomaly.domain.detector;

/**
 * How fast a value changes, beside how fast it may. Values of the same time are not compared. 33
 * bytes.
 */
public final class RateDetector extends CellDetector {
    private static final int FORM = 4;
    private static final int VALUE = OWN;
    private static final int TIME = OWN + 1;
    private static final int CELLS = 2;
    private static final double MILLIS = 1000;

    private final double perSecond;

    /**
     * A detector.
     *
     * @param perSecond limit of the change in a second, up or down; positive
     * @param coolDown milliseconds after an alert without another
     */
    public RateDetector(double perSecond, long coolDown) {
        super(FORM, 1, CELLS, 0, coolDown);
        require(perSecond > 0, "per-second", perSecond);
        this.perSecond = perSecond;
    }

    @Override
    double look(byte[] state, long count, long time, double[] values) {
        double seconds = (time - Cells.get(state, TIME)) / MILLIS;
        double change = Math.abs(values[0] - Cells.get(state, VALUE));
        if (count > 1 && seconds <= 0) {
            return Double.NaN;
        }
        Cells.set(state, VALUE, values[0]);
        Cells.set(state, TIME, (double) time);
        return count == 1 ? Double.NaN : change / (perSecond * seconds);
    }
}
