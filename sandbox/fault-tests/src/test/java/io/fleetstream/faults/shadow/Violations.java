package io.fleetstream.faults.shadow;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What is wrong, counted by kind, with the first of each kind in words. Safe for threads. */
final class Violations {
    private static final int EXAMPLES = 5;

    private final Map<String, Long> counts = new TreeMap<>();
    private final List<String> examples = new ArrayList<>();

    synchronized void add(String kind, String detail) {
        if (counts.merge(kind, 1L, Long::sum) <= EXAMPLES) {
            examples.add(kind + ": " + detail);
        }
    }

    synchronized Map<String, Long> counts() {
        return new TreeMap<>(counts);
    }

    synchronized long of(String kind) {
        return counts.getOrDefault(kind, 0L);
    }

    @Override
    public synchronized String toString() {
        return counts + " " + String.join("\n", examples);
    }
}
