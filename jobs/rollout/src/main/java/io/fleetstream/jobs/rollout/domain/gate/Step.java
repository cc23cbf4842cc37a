package io.fleetstream.jobs.rollout.domain.gate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/** The sum of the changes of one step of event time. Not thread-safe. */
final class Step {
    private static final Comparator<EvidenceChange.First> WHICH =
            Comparator.comparing(EvidenceChange.First::device)
                    .thenComparingInt(EvidenceChange.First::guard)
                    .thenComparing(EvidenceChange.First::arm);

    private static final Comparator<EvidenceChange.Risk> WHOSE =
            Comparator.comparingInt(EvidenceChange.Risk::guard)
                    .thenComparing(EvidenceChange.Risk::arm);

    // Sums keep the time of what came first, which says nothing: the step is what counts.
    private final TreeMap<EvidenceChange.Risk, EvidenceChange.Risk> risks = new TreeMap<>(WHOSE);
    private final TreeMap<EvidenceChange.First, Integer> firsts = new TreeMap<>(WHICH);

    void add(EvidenceChange change) {
        if (change instanceof EvidenceChange.Risk risk) {
            risks.merge(
                    risk,
                    risk,
                    (sum, more) ->
                            new EvidenceChange.Risk(
                                    sum.time(),
                                    sum.guard(),
                                    sum.arm(),
                                    sum.came() + more.came(),
                                    sum.left() + more.left()));
        } else if (change instanceof EvidenceChange.First first) {
            firsts.merge(first, first.count(), Step::sum);
        }
    }

    /** The sums, by guard and arm. */
    Iterable<EvidenceChange.Risk> risks() {
        return risks.values();
    }

    /** Events that were not taken back. */
    List<EvidenceChange.First> firsts(Comparator<EvidenceChange.First> order) {
        return firsts.entrySet().stream()
                .filter(first -> first.getValue() > 0)
                .map(first -> first.getKey())
                .sorted(order)
                .toList();
    }

    /** Adds all that is needed to make this step again. */
    void collect(
            long start, List<EvidenceChange.Risk> allRisks, List<EvidenceChange.First> allFirsts) {
        risks.values().forEach(risk -> allRisks.add(risk.at(start)));
        List<EvidenceChange.First> mine = new ArrayList<>();
        firsts.forEach(
                (first, count) ->
                        mine.add(
                                new EvidenceChange.First(
                                        start,
                                        first.guard(),
                                        first.arm(),
                                        first.device(),
                                        first.order(),
                                        count)));
        allFirsts.addAll(mine);
    }

    private static Integer sum(Integer one, Integer other) {
        int sum = one + other;
        return sum == 0 ? null : Integer.valueOf(sum);
    }
}
