package io.fleetstream.benchmarks.scale;

import io.fleetstream.benchmarks.flink.DrainWindow;
import java.lang.management.ManagementFactory;

/**
 * Heap that is in use, to tell what the state of a device takes. Static like the window of
 * measurement, for the same reason.
 */
final class LiveHeap {
    private static long before;

    private LiveHeap() {}

    /** Looks at the heap of a process that has no state yet. */
    static void start() {
        before = used();
    }

    /** Says what each device takes, in the log of the process, and begins to measure. */
    static void openWindow(long devices) {
        System.err.printf("heap per device: %d bytes%n", (used() - before) / devices);
        DrainWindow.open();
    }

    private static long used() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
