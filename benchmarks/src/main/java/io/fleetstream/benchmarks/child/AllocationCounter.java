package io.fleetstream.benchmarks.child;

import com.sun.management.GarbageCollectionNotificationInfo;
import com.sun.management.GcInfo;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import javax.management.ListenerNotFoundException;
import javax.management.Notification;
import javax.management.NotificationEmitter;
import javax.management.NotificationListener;
import javax.management.openmbean.CompositeData;

/**
 * Heap this process allocates, from how full the heap is before and after each collection. Counters
 * per thread would miss the threads that end with a job.
 */
final class AllocationCounter implements NotificationListener {
    private static final long LONGEST_WAIT_NANOS = 1_000_000_000;
    private static final long PAUSE_NANOS = 1_000_000;

    private final Set<String> heapPools =
            ManagementFactory.getMemoryPoolMXBeans().stream()
                    .filter(pool -> pool.getType() == MemoryType.HEAP)
                    .map(pool -> pool.getName())
                    .collect(Collectors.toSet());
    private final long collectionsAtStart = collections();
    private long notified;
    private long usedAfterLast = used();
    private long allocated;

    private AllocationCounter() {}

    static AllocationCounter start() {
        AllocationCounter counter = new AllocationCounter();
        for (NotificationEmitter emitter : emitters()) {
            emitter.addNotificationListener(counter, null, null);
        }
        return counter;
    }

    /** Bytes since the start; waits for notifications still on their way, a second at most. */
    long stop() {
        long usedNow = used();
        long expected = collections() - collectionsAtStart;
        long deadline = System.nanoTime() + LONGEST_WAIT_NANOS;
        while (notified() < expected && System.nanoTime() < deadline) {
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        for (NotificationEmitter emitter : emitters()) {
            try {
                emitter.removeNotificationListener(this);
            } catch (ListenerNotFoundException e) {
                throw new IllegalStateException("the listener was added at the start", e);
            }
        }
        synchronized (this) {
            return allocated + Math.max(0, usedNow - usedAfterLast);
        }
    }

    @Override
    public synchronized void handleNotification(Notification notification, Object handback) {
        if (notification
                .getType()
                .equals(GarbageCollectionNotificationInfo.GARBAGE_COLLECTION_NOTIFICATION)) {
            GcInfo info =
                    GarbageCollectionNotificationInfo.from(
                                    (CompositeData) notification.getUserData())
                            .getGcInfo();
            allocated += Math.max(0, heap(info.getMemoryUsageBeforeGc()) - usedAfterLast);
            usedAfterLast = heap(info.getMemoryUsageAfterGc());
            notified++;
        }
    }

    private synchronized long notified() {
        return notified;
    }

    private long heap(Map<String, MemoryUsage> byPool) {
        return byPool.entrySet().stream()
                .filter(pool -> heapPools.contains(pool.getKey()))
                .mapToLong(pool -> pool.getValue().getUsed())
                .sum();
    }

    private static long used() {
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static long collections() {
        return ManagementFactory.getGarbageCollectorMXBeans().stream()
                .mapToLong(GarbageCollectorMXBean::getCollectionCount)
                .sum();
    }

    private static List<NotificationEmitter> emitters() {
        return ManagementFactory.getGarbageCollectorMXBeans().stream()
                .map(NotificationEmitter.class::cast)
                .toList();
    }
}
