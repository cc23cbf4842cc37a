package io.fleetstream.jobs.anomaly.domain.health;

import io.fleetstream.jobs.anomaly.domain.detector.Detector;
import io.fleetstream.jobs.anomaly.domain.detector.Verdict;
import java.util.concurrent.TimeUnit;

/**
 * Wear: a level, such as the RMS of vibration, that has grown beyond the machine's own beginning
 * and stays there ({@link HealthMonitor}). Severity is 1 or more while the machine degrades; the
 * alert comes when that begins.
 */
public final class WearDetector implements Detector {
    /** What is kept beside the values of the baseline, with a margin. */
    private static final int MOST_BESIDE = 2048;

    private final HealthOptions options;

    /** With those settings. */
    public WearDetector(HealthOptions options) {
        this.options = options;
    }

    @Override
    public byte[] begin() {
        return new HealthMonitor(options).toBytes();
    }

    @Override
    public Verdict take(byte[] state, long time, double... values) {
        if (values.length != 1) {
            throw new IllegalArgumentException(values.length + " values are not for wear");
        }
        HealthMonitor monitor = read(state);
        boolean before = monitor.severity() >= 1;
        monitor.observe(TimeUnit.MILLISECONDS.toMicros(time), values[0]);
        boolean now = monitor.severity() >= 1;
        return new Verdict(monitor.toBytes(), monitor.severity(), now && !before);
    }

    private HealthMonitor read(byte[] state) {
        try {
            return HealthMonitor.fromBytes(options, state);
        } catch (IllegalStateException e) {
            throw new IllegalArgumentException("no state of this detector", e);
        }
    }

    @Override
    public int mostBytes() {
        return MOST_BESIDE + options.baselineWindows() * Double.BYTES;
    }
}
