package io.fleetstream.jobs.anomaly.domain.condition;

/**
 * How a group of devices does in one metric over a window.
 *
 * @param median half of the devices lie below
 * @param deviation median of the distances from it, made comparable with a standard deviation
 * @param devices how many there are
 */
public record Cohort(double median, double deviation, long devices) {
    /** What makes a median of distances comparable with the standard deviation of a normal law. */
    public static final double NORMAL = 1.4826;

    /** Fewer devices than that say nothing of one of them. */
    public static final long FEWEST = 5;

    /** The value so many deviations above the median; not a number if the cohort is too small. */
    public double at(double deviations) {
        return devices < FEWEST ? Double.NaN : median + deviations * deviation;
    }
}
