package io.fleetstream.jobs.shadow.state;

/**
 * What a device reports at a path. Times in microseconds since the epoch.
 *
 * @param value JSON, or a digest of it where it is long
 * @param since arrival of the report since which it has been so
 * @param version version of the shadow then
 * @param told whether an event said that it differs
 */
public record DriftRow(String value, long since, long version, boolean told) {
    /** The same after the event. */
    public DriftRow afterEvent() {
        return new DriftRow(value, since, version, true);
    }
}
