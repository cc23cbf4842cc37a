package io.fleetstream.jobs.anomaly.domain.detector;

/** A stream that is watched, for tests. */
final class Watch {
    private final Detector detector;
    private byte[] state;
    private long time;

    Watch(Detector detector) {
        this.detector = detector;
        state = detector.begin();
    }

    Verdict next(long step, double... values) {
        time += step;
        Verdict verdict = detector.take(state, time, values);
        // Nobody may depend on bytes that were given away.
        state = verdict.state().clone();
        return verdict;
    }

    long time() {
        return time;
    }
}
