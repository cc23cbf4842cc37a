package io.fleetstream.jobs.anomaly.domain.health;

/**
 * How health is judged; nothing of it depends on the size of the level or on the machine.
 *
 * @param baselineWindows windows from which is learned how it is when it is well, at least 8
 * @param smoothing windows whose median is the smoothed level, at least 1
 * @param leastGrowth growth below which nothing counts, however quiet the machine; above 0
 * @param deviations of the baseline, in robust standard deviations, below which nothing counts
 * @param persistence windows for which twice the growth that counts must last; one and a half takes
 *     twice as long
 * @param standstill times the usual interval after which a window is the first of a new run
 * @param settling windows of a new run from which its level is learned
 * @param failure level that counts as failure, in times of the baseline; above 1
 */
public record HealthOptions(
        int baselineWindows,
        int smoothing,
        double leastGrowth,
        double deviations,
        int persistence,
        double standstill,
        int settling,
        double failure) {

    /** Good for windows minutes apart of a machine that lasts for weeks or longer. */
    public static final HealthOptions DEFAULT = new HealthOptions(100, 9, 0.05, 6, 12, 6, 12, 2.0);

    /** Refuses what cannot be. */
    public HealthOptions {
        require(baselineWindows >= 8 && baselineWindows <= 10_000, "baseline windows");
        require(smoothing >= 1 && smoothing <= 1000, "smoothing");
        require(leastGrowth > 0 && leastGrowth < failure - 1, "least growth");
        require(deviations >= 0, "deviations");
        require(persistence >= 1, "persistence");
        require(standstill > 1, "standstill");
        require(settling >= 1 && settling <= 1000, "settling");
        require(failure > 1 && failure < 1e6, "failure");
    }

    private static void require(boolean holds, String what) {
        if (!holds) {
            throw new IllegalArgumentException(what + " is out of range");
        }
    }

    /** Logarithm of the growth that counts at least. */
    double leastStep() {
        return Math.log1p(leastGrowth);
    }

    /** Logarithm of the growth that is failure. */
    double failureStep() {
        return Math.log(failure);
    }
}
