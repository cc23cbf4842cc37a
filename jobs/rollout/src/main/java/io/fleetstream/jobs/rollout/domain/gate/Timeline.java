package io.fleetstream.jobs.rollout.domain.gate;

import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/**
 * Steps of event time that are open, of those guards that hear of everything up to the same time.
 * Not thread-safe.
 */
final class Timeline {
    private static final Comparator<EvidenceChange.First> ORDER =
            Comparator.comparingDouble(EvidenceChange.First::order)
                    .thenComparing(EvidenceChange.First::device)
                    .thenComparingInt(EvidenceChange.First::guard);

    private final long stepMs;
    private final List<GuardTally> tallies;
    private final List<GuardTally> own;
    private final NavigableMap<Long, Step> open = new TreeMap<>();
    private long counted;

    /**
     * Nothing is open yet.
     *
     * @param tallies of all guards, by index
     * @param own those for which time passes here
     * @param counted time before which everything was counted, epoch milliseconds
     */
    Timeline(long stepMs, List<GuardTally> tallies, List<GuardTally> own, long counted) {
        this.stepMs = stepMs;
        this.tallies = tallies;
        this.own = own;
        this.counted = counted;
    }

    /** Takes a change of an open step; false if its step was counted. */
    boolean add(EvidenceChange change) {
        if (floor(change.time()) < counted) {
            return false;
        }
        step(change.time()).add(change);
        return true;
    }

    /** Takes a change for the first step that is open. */
    void addNext(EvidenceChange.Risk change) {
        step(counted).add(change.at(counted));
    }

    /** Counts all steps that end at or before the watermark, epoch milliseconds. */
    void advance(long watermark) {
        long end = floor(watermark);
        while (!open.isEmpty() && open.firstKey() < end) {
            long start = open.firstKey();
            pass(start);
            count(open.remove(start));
            pass(start + stepMs);
        }
        pass(end);
    }

    /** Time before which everything was counted; {@link Long#MIN_VALUE} before the first. */
    long counted() {
        return counted;
    }

    /** The steps that are open, in their order. */
    void forEach(BiConsumer<Long, Step> visitor) {
        open.forEach(visitor);
    }

    private void pass(long until) {
        if (counted == Long.MIN_VALUE) {
            // Nobody was at risk before the first change.
            counted = until;
        } else if (until > counted) {
            long millis = until - counted;
            own.forEach(tally -> tally.pass(millis));
            counted = until;
        }
    }

    private void count(Step step) {
        step.risks().forEach(risk -> tallies.get(risk.guard()).change(risk.arm(), risk.came()));
        for (EvidenceChange.First first : step.firsts(ORDER)) {
            tallies.get(first.guard()).observe(first.arm());
        }
        step.risks().forEach(risk -> tallies.get(risk.guard()).change(risk.arm(), -risk.left()));
    }

    private Step step(long time) {
        return open.computeIfAbsent(floor(time), start -> new Step());
    }

    private long floor(long time) {
        return Math.floorDiv(time, stepMs) * stepMs;
    }
}
