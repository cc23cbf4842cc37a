package io.fleetstream.jobs.anomaly.domain.watch;

/** What the detector of a rule knows of a device. */
final class DetectorEntry {
    private final long key;
    private double severity;
    private byte[] state;

    /**
     * An entry.
     *
     * @param key tells which rule's detector it is, in which settings
     * @param severity said last; not a number if nothing was
     * @param state the detector's
     */
    DetectorEntry(long key, double severity, byte[] state) {
        this.key = key;
        this.severity = severity;
        this.state = state;
    }

    long key() {
        return key;
    }

    double severity() {
        return severity;
    }

    byte[] state() {
        return state;
    }

    void set(double newSeverity, byte[] newState) {
        severity = newSeverity;
        state = newState;
    }
}
