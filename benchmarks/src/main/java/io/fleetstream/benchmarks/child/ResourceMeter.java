package io.fleetstream.benchmarks.child;

import com.sun.management.OperatingSystemMXBean;
import io.fleetstream.benchmarks.measure.Sample;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;

/** CPU time, wall time, collections and allocation of this process between two moments. */
public final class ResourceMeter {
    private static final OperatingSystemMXBean SYSTEM =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    private final AllocationCounter allocation;
    private final long gcMillis;
    private final long cpuNanos;
    private final long wallNanos;

    private ResourceMeter() {
        allocation = AllocationCounter.start();
        gcMillis = gcMillis();
        wallNanos = System.nanoTime();
        cpuNanos = SYSTEM.getProcessCpuTime();
    }

    /** Begins now. */
    public static ResourceMeter start() {
        return new ResourceMeter();
    }

    /** Ends now. */
    public Sample stop(long records) {
        long cpu = SYSTEM.getProcessCpuTime() - cpuNanos;
        long wall = System.nanoTime() - wallNanos;
        return new Sample(records, cpu, wall, gcMillis() - gcMillis, allocation.stop());
    }

    private static long gcMillis() {
        return ManagementFactory.getGarbageCollectorMXBeans().stream()
                .mapToLong(GarbageCollectorMXBean::getCollectionTime)
                .sum();
    }
}
