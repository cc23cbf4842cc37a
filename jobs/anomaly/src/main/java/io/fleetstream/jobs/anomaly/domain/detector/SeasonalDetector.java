package io.fleetstream.jobs.anomaly.domain.detector;

/**
 * Distance from what is usual at this time of the day, or of another period: each part of the
 * period has a mean of its own; how far values are from the mean of their part is one figure for
 * all. 33 bytes, and 8 for each part.
 */
public final class SeasonalDetector extends CellDetector {
    /** The most parts of a period. */
    public static final int MOST_PARTS = 336;

    private static final int FORM = 6;
    private static final int VARIANCE = OWN;
    private static final int JUDGED = OWN + 1;
    private static final int CELLS = 2;
    private static final int FLOATS = 2;
    private static final int VALUES = 3;
    private static final int LEARN = 30;

    private final long period;
    private final int parts;
    private final double memory;
    private final double deviations;

    /**
     * A detector.
     *
     * @param period milliseconds after which it begins anew, counted from the epoch; positive
     * @param parts of the period; 2 to {@link #MOST_PARTS}
     * @param memory values of a part that count for its mean; more than 1
     * @param deviations limit; positive
     * @param coolDown milliseconds after an alert without another
     */
    public SeasonalDetector(
            long period, int parts, double memory, double deviations, long coolDown) {
        super(FORM, 1, CELLS, FLOATS * parts, coolDown);
        require(period > 0, "period", period);
        require(parts >= 2 && parts <= MOST_PARTS, "parts", parts);
        require(memory > 1, "memory", memory);
        require(deviations > 0, "deviations", deviations);
        this.period = period;
        this.parts = parts;
        this.memory = memory;
        this.deviations = deviations;
    }

    @Override
    double look(byte[] state, long count, long time, double[] values) {
        int part = (int) (Math.floorMod(time, period) * (double) parts / (double) period);
        float mean = Cells.getFloat(state, doubles(), FLOATS * part);
        float known = Cells.getFloat(state, doubles(), FLOATS * part + 1);
        double judged = Cells.get(state, JUDGED);
        double distance = values[0] - mean;
        double learned = distance;
        double severity = Double.NaN;
        if (known >= VALUES) {
            double variance = Cells.get(state, VARIANCE);
            double limit = deviations * Math.sqrt(variance);
            if (judged >= LEARN) {
                severity = ratio(Math.abs(distance), limit);
                learned = limit == 0 ? distance : bounded(distance, limit);
            }
            double share = share((long) judged + 1, memory * parts);
            Cells.set(state, VARIANCE, variance + share * (learned * learned - variance));
            Cells.set(state, JUDGED, judged + 1);
        }
        float taken = (float) Math.min(known + 1, memory);
        Cells.setFloat(state, doubles(), FLOATS * part, (float) (mean + learned / taken));
        Cells.setFloat(state, doubles(), FLOATS * part + 1, taken);
        return severity;
    }
}
