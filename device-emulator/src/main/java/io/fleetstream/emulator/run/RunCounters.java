package io.fleetstream.emulator.run;

import io.fleetstream.emulator.payload.MalformedKind;
import io.fleetstream.emulator.truth.TruthKind;
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

    private final LongAdder reordered = new LongAdder();
    private final LongAdder dropped = new LongAdder();
    private final LongAdder bufferDropped = new LongAdder();
    private final LongAdder recovered = new LongAdder();

    private final Map<TruthKind, LongAdder> told = new EnumMap<>(TruthKind.class);

    RunCounters() {
        for (TruthKind kind : TruthKind.values()) {
            told.put(kind, new LongAdder());
        }
        for (MalformedKind kind : MalformedKind.values()) {
            malformed.put(kind, new LongAdder());
        }
    }

    /** The broker has taken a message. */
    void acknowledged(PlannedMessage message) {
        switch (message.kind()) {
            case DUPLICATE -> duplicates.increment();
            case MALFORMED -> malformed.get(message.malformed()).increment();
            default -> {
                good.increment();
                values.add(message.values());
                if (message.kind() == TruthKind.REORDER) {
                    reordered.increment();
                }
            }
        }
    }

    /** A number was used up for nothing. */
    void dropped() {
        dropped.increment();
    }

    /** A device was told something, or has done something about it. */
    void told(TruthKind kind) {
        told.get(kind).increment();
    }

    /** What devices were told and did about it, by label; only what occurred. */
    Map<String, Long> toldByKind() {
        Map<String, Long> counts = new TreeMap<>();
        told.forEach((kind, count) -> add(counts, kind.label(), count.sum()));
        return counts;
    }

    /** A gateway has given up a message. */
    void bufferDropped() {
        bufferDropped.increment();
    }

    /** A gateway has found messages of an earlier run in its buffer. */
    void recovered(int messages) {
        recovered.add(messages);
    }

    long reordered() {
        return reordered.sum();
    }

    long droppedMessages() {
        return dropped.sum();
    }

    long bufferDrops() {
        return bufferDropped.sum();
    }

    long recoveredMessages() {
        return recovered.sum();
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
