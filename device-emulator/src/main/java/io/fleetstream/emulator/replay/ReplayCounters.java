package io.fleetstream.emulator.replay;

import java.util.concurrent.atomic.LongAdder;

/** What was read, and what the broker has acknowledged. Thread-safe. */
final class ReplayCounters {
    final LongAdder lines = new LongAdder();
    final LongAdder withMetrics = new LongAdder();
    final LongAdder values = new LongAdder();
    final LongAdder withoutMetrics = new LongAdder();
    final LongAdder unmapped = new LongAdder();

    void acknowledged(ReplayLine.Kind kind, int valuesInside) {
        switch (kind) {
            case MAPPED -> {
                withMetrics.increment();
                values.add(valuesInside);
            }
            case NO_METRICS -> withoutMetrics.increment();
            case UNMAPPED -> unmapped.increment();
        }
    }

    long acknowledged() {
        return withMetrics.sum() + withoutMetrics.sum() + unmapped.sum();
    }
}
