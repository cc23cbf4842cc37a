package io.fleetstream.jobs.anomaly.domain.detector;

/**
 * A detector whose state is a fixed number of numbers. Counts values, passes over what is no
 * number, and keeps quiet for a while after an alert.
 */
abstract class CellDetector implements Detector {
    /** First cell of what a kind of detector keeps itself. */
    static final int OWN = 2;

    private static final double MOST_SEVERE = 1e6;
    private static final int COUNT = 0;
    private static final int QUIET_UNTIL = 1;

    private final int form;
    private final int metrics;
    private final int doubles;
    private final int floats;
    private final long coolDown;

    /**
     * A detector.
     *
     * @param form of its state, another one for each kind and layout
     * @param metrics values it takes at a time
     * @param own double cells of its own
     * @param floats single ones
     * @param coolDown milliseconds after an alert without another
     */
    CellDetector(int form, int metrics, int own, int floats, long coolDown) {
        this.form = form;
        this.metrics = metrics;
        this.doubles = OWN + own;
        this.floats = floats;
        this.coolDown = coolDown;
    }

    @Override
    public final byte[] begin() {
        byte[] state = Cells.create(form, doubles, floats);
        Cells.set(state, QUIET_UNTIL, Double.NEGATIVE_INFINITY);
        return state;
    }

    @Override
    public final int mostBytes() {
        return Cells.size(doubles, floats);
    }

    @Override
    public final Verdict take(byte[] state, long time, double... values) {
        if (state.length != mostBytes() || state[0] != form || values.length != metrics) {
            throw new IllegalArgumentException(
                    "%d bytes of form %d and %d values are not for %s"
                            .formatted(
                                    state.length,
                                    state.length == 0 ? -1 : state[0],
                                    values.length,
                                    getClass().getSimpleName()));
        }
        if (!areFinite(values)) {
            return Verdict.unknown(state);
        }
        double count = Cells.get(state, COUNT) + 1;
        Cells.set(state, COUNT, count);
        double severity = Math.min(MOST_SEVERE, look(state, (long) count, time, values));
        boolean alert = severity >= 1 && time >= Cells.get(state, QUIET_UNTIL);
        if (alert) {
            Cells.set(state, QUIET_UNTIL, (double) time + coolDown);
        }
        return new Verdict(state, severity, alert);
    }

    private static boolean areFinite(double[] values) {
        for (double value : values) {
            if (!Double.isFinite(value)) {
                return false;
            }
        }
        return true;
    }

    /** Double cells in all, behind which the single ones stand. */
    final int doubles() {
        return doubles;
    }

    /**
     * Judges finite values and learns them.
     *
     * @param count values taken, these included
     * @return the severity, not a number while too little is known
     */
    abstract double look(byte[] state, long count, long time, double[] values);

    /** A distance in units, where both may be 0: nothing is no distance, in any unit. */
    static double ratio(double distance, double unit) {
        return distance == 0 ? 0 : distance / Math.max(unit, Double.MIN_NORMAL);
    }

    /** The most a value may teach: bounded, so that an outlier does not hide the next one. */
    static double bounded(double distance, double most) {
        return Math.max(-most, Math.min(most, distance));
    }

    /** Share of a new value: all count the same at first, later ones more in the long run. */
    static double share(long count, double memory) {
        return Math.max(1 / memory, 1.0 / count);
    }

    static void require(boolean holds, String name, Object value) {
        if (!holds) {
            throw new IllegalArgumentException(name + " cannot be " + value);
        }
    }
}
