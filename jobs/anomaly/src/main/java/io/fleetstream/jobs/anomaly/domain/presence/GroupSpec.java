package io.fleetstream.jobs.anomaly.domain.presence;

/**
 * When devices that go offline together are one incident.
 *
 * @param grace how long one that goes offline waits for others, in milliseconds
 * @param devices how many within that time make an incident; at least 2
 * @param tellEvery least time between two words about a changed number, in milliseconds
 */
public record GroupSpec(long grace, int devices, long tellEvery) {
    /** The most devices that wait at a time. */
    public static final int MOST = 10_000;

    public GroupSpec {
        if (grace < 0 || devices < 2 || devices > MOST || tellEvery < 0) {
            throw new IllegalArgumentException(
                    "grace, devices and time between words cannot be "
                            + grace
                            + ", "
                            + devices
                            + ", "
                            + tellEvery);
        }
    }
}
