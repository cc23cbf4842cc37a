package io.fleetstream.jobs.anomaly.domain.detector;

/**
 * The textbook: mean and standard deviation of the values of a tumbling window, and whether a value
 * is more than three deviations away. With few samples that cannot be: the farthest of {@code n} is
 * at most {@code (n - 1) / sqrt(n)} deviations away. So nothing is said before there are enough
 * samples for the limit to be reached. 49 bytes.
 */
public final class WindowDetector extends CellDetector {
    private static final int FORM = 7;
    private static final int WINDOW = OWN;
    private static final int SIZE = OWN + 1;
    private static final int MEAN = OWN + 2;
    private static final int SQUARES = OWN + 3;
    private static final int CELLS = 4;

    private final long length;
    private final double deviations;
    private final int samples;

    /**
     * A detector.
     *
     * @param length of a window, milliseconds; positive
     * @param deviations limit; positive
     * @param samples the fewest of a window, the value included; raised to those it takes
     * @param coolDown milliseconds after an alert without another
     */
    public WindowDetector(long length, double deviations, int samples, long coolDown) {
        super(FORM, 1, CELLS, 0, coolDown);
        require(length > 0, "window", length);
        require(deviations > 0, "deviations", deviations);
        this.length = length;
        this.deviations = deviations;
        this.samples = Math.max(samples, fewest(deviations));
    }

    /** Samples with which a value can be that far from the mean of them all. */
    static int fewest(double deviations) {
        double root = (deviations + Math.sqrt(deviations * deviations + 4)) / 2;
        return (int) Math.ceil(root * root);
    }

    @Override
    double look(byte[] state, long count, long time, double[] values) {
        double window = (double) Math.floorDiv(time, length);
        boolean same = count > 1 && Cells.get(state, WINDOW) == window;
        double size = same ? Cells.get(state, SIZE) + 1 : 1;
        double before = same ? Cells.get(state, MEAN) : 0;
        double mean = before + (values[0] - before) / size;
        double squares =
                (same ? Cells.get(state, SQUARES) : 0) + (values[0] - before) * (values[0] - mean);
        Cells.set(state, WINDOW, window);
        Cells.set(state, SIZE, size);
        Cells.set(state, MEAN, mean);
        Cells.set(state, SQUARES, size == 1 ? 0 : squares);
        if (size < samples) {
            return Double.NaN;
        }
        double deviation = Math.sqrt(Math.max(0, squares) / size);
        return ratio(Math.abs(values[0] - mean), deviations * deviation);
    }
}
