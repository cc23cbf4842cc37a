package io.fleetstream.benchmarks.presence;

import io.fleetstream.benchmarks.flink.DrainWindow;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * What the process finds out beside its samples. Static like the window of measurement, for the
 * same reason.
 */
final class Findings {
    private static long heapBefore = Long.MAX_VALUE;
    private static long bytesPerDevice;
    private static boolean open;
    private static long longestSecondNanos;
    private static long longestBeforeNanos;
    private static List<Long> latenesses = new ArrayList<>();

    private Findings() {}

    /** Looks at the heap of a process, which has no state yet before its first drain. */
    static synchronized void begin() {
        open = false;
        longestSecondNanos = 0;
        longestBeforeNanos = 0;
        latenesses = new ArrayList<>();
        // what the drain before has left may not be gone yet
        heapBefore = Math.min(heapBefore, used());
    }

    /** Begins to measure. */
    static synchronized void everybodyIsThere(long devices) {
        bytesPerDevice = (used() - heapBefore) / devices;
        open = true;
        DrainWindow.open();
    }

    /**
     * A second of event time has gone by.
     *
     * @param silent whether all had sent their last that fall silent
     */
    static synchronized void second(long time, long nanos, boolean silent, List<Long> deadlines) {
        if (!open) {
            return;
        }
        if (silent) {
            longestSecondNanos = Math.max(longestSecondNanos, nanos);
        } else {
            longestBeforeNanos = Math.max(longestBeforeNanos, nanos);
        }
        deadlines.forEach(deadline -> latenesses.add(time - deadline));
    }

    /** The last second of event time has gone by. */
    static synchronized void close(long messages) {
        DrainWindow.close(messages);
        open = false;
    }

    /**
     * Bytes per device, missed devices, 99th percentile of lateness, longest second after those
     * fell silent that did, and before, in ms.
     */
    static synchronized void write(Path file) throws IOException {
        Collections.sort(latenesses);
        int missed = latenesses.size();
        long late = missed == 0 ? 0 : latenesses.get((int) (missed * 0.99));
        Files.write(
                file,
                List.of(
                        Long.toString(bytesPerDevice),
                        Integer.toString(missed),
                        Long.toString(late),
                        Long.toString(longestSecondNanos / 1_000_000),
                        Long.toString(longestBeforeNanos / 1_000_000)));
    }

    private static long used() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
