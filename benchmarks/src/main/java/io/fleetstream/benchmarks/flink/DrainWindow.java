package io.fleetstream.benchmarks.flink;

import io.fleetstream.benchmarks.child.ResourceMeter;
import io.fleetstream.benchmarks.measure.Sample;

/**
 * The one measurement under way in this process. Source and sink run in the same JVM as the meter
 * but reach it through a serialised job graph, hence static.
 */
public final class DrainWindow {
    private static ResourceMeter meter;
    private static Sample sample;

    private DrainWindow() {}

    /** Forgets what was measured; before each job. */
    public static synchronized void reset() {
        meter = null;
        sample = null;
    }

    /** Begins; the source calls it when its reader is made, so that deployment does not count. */
    public static synchronized void open() {
        if (meter != null) {
            throw new IllegalStateException("a second source, or a restart, within one drain");
        }
        meter = ResourceMeter.start();
    }

    /** Ends, unless it has ended already. */
    public static synchronized void close(long records) {
        if (sample == null) {
            if (meter == null) {
                throw new IllegalStateException("no source has opened the window");
            }
            sample = meter.stop(records);
        }
    }

    /** What was measured. */
    public static synchronized Sample sample() {
        if (sample == null) {
            throw new IllegalStateException("the window is still open");
        }
        return sample;
    }
}
