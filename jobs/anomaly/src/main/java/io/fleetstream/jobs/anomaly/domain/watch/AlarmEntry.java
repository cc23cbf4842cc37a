package io.fleetstream.jobs.anomaly.domain.watch;

/** An alarm as it is stored. Nobody writes into its bytes. */
final class AlarmEntry {
    private final int version;
    private final long due;
    private final byte[] state;

    /**
     * An alarm.
     *
     * @param version of the rule under which it changed last
     * @param due when something happens to it, in its own time; {@link Long#MAX_VALUE} if nothing
     *     does
     * @param state its state as bytes
     */
    AlarmEntry(int version, long due, byte[] state) {
        this.version = version;
        this.due = due;
        this.state = state;
    }

    int version() {
        return version;
    }

    long due() {
        return due;
    }

    byte[] state() {
        return state;
    }
}
