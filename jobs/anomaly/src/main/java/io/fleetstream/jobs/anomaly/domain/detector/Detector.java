package io.fleetstream.jobs.anomaly.domain.detector;

/**
 * How streams of values are watched. Remembers nothing itself: what was learned of a stream is in
 * bytes of bounded number, which the caller keeps. Causal: what is said of a value depends on it
 * and those before it. The same values give the same verdicts, wherever the bytes have been in
 * between. For one thread, which may watch many streams.
 */
public interface Detector {
    /** What is known of a stream that was not seen yet. */
    byte[] begin();

    /**
     * Takes the next value. The state given may be written into, and must not be used again except
     * as the verdict has it.
     *
     * @param time epoch milliseconds, not before the last one
     * @param values one for each metric that is watched; one that is no finite number says nothing
     * @throws IllegalArgumentException if the state is none of this detector's
     */
    Verdict take(byte[] state, long time, double... values);

    /** The most bytes a state has. */
    int mostBytes();
}
