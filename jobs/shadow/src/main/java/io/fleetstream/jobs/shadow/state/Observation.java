package io.fleetstream.jobs.shadow.state;

/**
 * A device of a cohort reports something else at a path than before.
 *
 * @param cohort values of the traits of the cohort
 * @param shadow name of the shadow; empty for the classic one
 * @param path JSON Pointer below the state
 * @param deviceId device
 * @param value JSON, or a digest of it where it is long; null if it does not report the path, or
 *     has left the cohort
 * @param at arrival of the report, microseconds since the epoch
 * @param version version of the shadow
 */
public record Observation(
        String cohort,
        String shadow,
        String path,
        String deviceId,
        String value,
        long at,
        long version) {
    /** What is compared with each other. */
    public String subject() {
        return cohort + '\n' + shadow + '\n' + path;
    }
}
