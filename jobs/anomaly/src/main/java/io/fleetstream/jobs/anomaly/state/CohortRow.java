package io.fleetstream.jobs.anomaly.state;

/**
 * How devices of a model did in a metric, in the window that was closed last.
 *
 * @param key organisation, model and metric
 * @param windowStart beginning of the window, microseconds since the epoch
 * @param median median of their values
 * @param deviation robust deviation of them
 * @param devices how many there were
 */
public record CohortRow(
        String key, long windowStart, double median, double deviation, long devices) {
    private static final char BETWEEN = '\n';

    /** The key of a cohort. */
    public static String key(String org, String model, String metric) {
        return org + BETWEEN + model + BETWEEN + metric;
    }
}
