package io.fleetstream.jobs.anomaly.domain.watch;

/** What the detector of a rule knows of a device, as it is stored. */
final class DetectorEntry {
    private final int settings;
    private final double severity;
    private final byte[] state;

    /**
     * An entry.
     *
     * @param settings which settings it was learned with
     * @param severity said last; not a number if nothing was
     * @param state the detector's
     */
    DetectorEntry(int settings, double severity, byte[] state) {
        this.settings = settings;
        this.severity = severity;
        this.state = state;
    }

    int settings() {
        return settings;
    }

    double severity() {
        return severity;
    }

    byte[] state() {
        return state;
    }
}
