package io.fleetstream.bridge.uplink;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.function.Predicate;

/**
 * Records kept back because their topic is refused, by topic and in the order they were offered.
 * Bounded by the in-flight budget of those who offer. Not thread-safe.
 */
final class HeldRecords {
    private final Map<String, Queue<Queued>> byTopic = new HashMap<>();

    void add(Queued record) {
        byTopic.computeIfAbsent(record.topic(), any -> new PriorityQueue<>()).add(record);
    }

    boolean isEmpty() {
        return byTopic.isEmpty();
    }

    /** Whether records of this topic wait; another one has to wait behind them. */
    boolean holds(String topic) {
        return byTopic.containsKey(topic);
    }

    /** Takes out the records of the topics that pass, each topic in order. */
    List<Queued> release(Predicate<String> topics) {
        List<Queued> released = new ArrayList<>();
        byTopic.entrySet()
                .removeIf(
                        entry -> {
                            boolean passes = topics.test(entry.getKey());
                            if (passes) {
                                Queue<Queued> waiting = entry.getValue();
                                while (!waiting.isEmpty()) {
                                    released.add(waiting.poll());
                                }
                            }
                            return passes;
                        });
        return released;
    }
}
