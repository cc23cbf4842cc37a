package io.fleetstream.jobs.anomaly.domain.watch;

/** What the detector of a rule knows of a device. */
final class DetectorEntry {
    private static final long FNV_PRIME = 0x100000001B3L;
    private static final long FNV_START = 0xCBF29CE484222325L;

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

    /** Tells a detector from others by its rule and settings; in state, so it stays as it is. */
    static long key(String rule, int settings) {
        long hash = (FNV_START ^ settings) * FNV_PRIME;
        for (int i = 0; i < rule.length(); i++) {
            hash = (hash ^ rule.charAt(i)) * FNV_PRIME;
        }
        return hash;
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
