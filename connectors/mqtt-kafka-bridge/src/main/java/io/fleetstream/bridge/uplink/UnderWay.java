package io.fleetstream.bridge.uplink;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/** Counts the records a producer has, by topic. Thread-safe. */
final class UnderWay {
    private final Map<String, AtomicInteger> counts = new ConcurrentHashMap<>();

    void add(String topic) {
        counts.computeIfAbsent(topic, any -> new AtomicInteger()).incrementAndGet();
    }

    void remove(String topic) {
        counts.get(topic).decrementAndGet();
    }

    /** Whether there are records for one of the topics that pass. */
    boolean hasAnyOf(Predicate<String> topics) {
        return counts.entrySet().stream()
                .anyMatch(entry -> entry.getValue().get() > 0 && topics.test(entry.getKey()));
    }
}
