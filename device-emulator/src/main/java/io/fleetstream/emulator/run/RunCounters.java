package io.fleetstream.emulator.run;

import io.fleetstream.emulator.payload.MalformedKind;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;

/** What the broker has acknowledged, by kind of message. Thread-safe. */
final class RunCounters {
    private final LongAdder good = new LongAdder();
    private final LongAdder values = new LongAdder();
    private final LongAdder duplicates = new LongAdder();
    private final Map<MalformedKind, LongAdder> malformed = new EnumMap<>(MalformedKind.class);

    RunCounters() {
        for (MalformedKind kind : MalformedKind.values()) {
            malformed.put(kind, new LongAdder());
        }
    }

    void good(int valuesInside) {
        good.increment();
        values.add(valuesInside);
    }

    void duplicate() {
        duplicates.increment();
    }

    void malformed(MalformedKind kind) {
        malformed.get(kind).increment();
    }

    long goodMessages() {
        return good.sum();
    }

    long goodValues() {
        return values.sum();
    }

    long duplicates() {
        return duplicates.sum();
    }

    /** Only what occurred, by name. */
    Map<String, Long> malformedByKind() {
        Map<String, Long> counts = new TreeMap<>();
        malformed.forEach((kind, count) -> add(counts, kind.label(), count.sum()));
        return counts;
    }

    /** Only what occurred, by the reason ingest must give. */
    Map<String, Long> malformedByReason() {
        Map<String, Long> counts = new TreeMap<>();
        malformed.forEach((kind, count) -> add(counts, kind.reason().name(), count.sum()));
        return counts;
    }

    private static void add(Map<String, Long> counts, String name, long count) {
        if (count > 0) {
            counts.merge(name, count, Long::sum);
        }
    }
}
