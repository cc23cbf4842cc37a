package io.fleetstream.jobs.anomaly.domain.detector;

/** What a detector says of a value. */
public final class Verdict {
    private final byte[] state;
    private final double severity;
    private final boolean alert;

    /**
     * A verdict.
     *
     * @param state what the detector knows now; nobody else may hold it
     * @param severity how unusual things are, at least 0; at 1 the detector's limit is reached; not
     *     a number while too little is known
     * @param alert whether somebody should hear of it now
     */
    public Verdict(byte[] state, double severity, boolean alert) {
        this.state = state;
        this.severity = severity;
        this.alert = alert;
    }

    /** One that only says what is known now. */
    static Verdict unknown(byte[] state) {
        return new Verdict(state, Double.NaN, false);
    }

    /** What the detector knows now, to be given to it with the next value. */
    public byte[] state() {
        return state;
    }

    /** How unusual things are; from 1 on too much so; not a number while too little is known. */
    public double severity() {
        return severity;
    }

    /** Whether somebody should hear of it now. */
    public boolean alert() {
        return alert;
    }
}
