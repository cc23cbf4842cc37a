package io.fleetstream.jobs.rollout.function;

import io.fleetstream.jobs.rollout.domain.gate.Arm;
import io.fleetstream.jobs.rollout.domain.gate.EvidenceChange;
import io.fleetstream.jobs.rollout.domain.gate.ExecutionCounts;
import io.fleetstream.jobs.rollout.domain.rollout.RolloutController;
import io.fleetstream.jobs.rollout.state.ReportRow;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * What devices tell the controller of a rollout, added up where many tell the same at once. The
 * numbers of a row are, COUNTED_PARTS: epoch, parts there are, how many of them tell, their
 * indexes, then devices by bucket; COUNTED, as an older release wrote it: epoch, part, parts, then
 * devices by bucket; JOINED: devices; PROGRESSED: stage, then the counts of {@link ExecutionCounts}
 * but the targets; JUDGED: up to when; RISK: guard, time, came, left; FIRST: guard, time, count.
 */
final class RolloutReports {
    private static final String COUNTED = "COUNTED";
    private static final String COUNTED_PARTS = "COUNTED_PARTS";
    private static final String JOINED = "JOINED";
    private static final String PROGRESSED = "PROGRESSED";
    private static final String JUDGED = "JUDGED";
    private static final String RISK = "RISK";
    private static final String FIRST = "FIRST";
    private static final int HEAD = 3;

    private RolloutReports() {}

    /**
     * Parts have counted their devices.
     *
     * @param parts how many there are
     * @param told which of them
     * @param devices of those, by bucket
     */
    static ReportRow counted(String rolloutId, int epoch, int parts, BitSet told, long[] devices) {
        List<Long> numbers = new ArrayList<>(HEAD + told.cardinality() + devices.length);
        numbers.addAll(List.of((long) epoch, (long) parts, (long) told.cardinality()));
        told.stream().forEach(part -> numbers.add((long) part));
        for (long count : devices) {
            numbers.add(count);
        }
        return of(rolloutId, COUNTED_PARTS, numbers);
    }

    static ReportRow joined(String rolloutId, long devices) {
        return of(rolloutId, JOINED, List.of(devices));
    }

    static ReportRow progressed(String rolloutId, int stage, ExecutionCounts counts) {
        return of(
                rolloutId,
                PROGRESSED,
                List.of(
                        (long) stage,
                        counts.notified(),
                        counts.succeeded(),
                        counts.failed(),
                        counts.rejected(),
                        counts.timedOut(),
                        counts.canceled(),
                        counts.removed()));
    }

    /** Alarms have been judged up to that arrival time, epoch milliseconds. */
    static ReportRow judged(String rolloutId, long time) {
        return of(rolloutId, JUDGED, List.of(time));
    }

    static ReportRow observed(String rolloutId, EvidenceChange change) {
        boolean treated = change.arm() == Arm.TREATED;
        long guard = change.guard();
        if (change instanceof EvidenceChange.First first) {
            return new ReportRow(
                    rolloutId,
                    FIRST,
                    List.of(guard, first.time(), (long) first.count()),
                    treated,
                    first.device(),
                    first.order());
        }
        EvidenceChange.Risk risk = (EvidenceChange.Risk) change;
        return new ReportRow(
                rolloutId,
                RISK,
                List.of(guard, risk.time(), risk.came(), risk.left()),
                treated,
                "",
                0);
    }

    /** Tells the controller. */
    static void tell(ReportRow row, RolloutController controller) {
        List<Long> numbers = row.numbers();
        Arm arm = row.treated() ? Arm.TREATED : Arm.CONTROL;
        switch (row.kind()) {
            case COUNTED ->
                    controller.counted(
                            at(row, 0),
                            at(row, 1),
                            at(row, 2),
                            ints(numbers, HEAD, numbers.size()));
            case COUNTED_PARTS -> {
                int buckets = HEAD + at(row, 2);
                controller.counted(
                        at(row, 0),
                        ints(numbers, HEAD, buckets),
                        at(row, 1),
                        ints(numbers, buckets, numbers.size()));
            }
            case JOINED -> controller.joined(numbers.get(0));
            case JUDGED -> controller.judged(numbers.get(0));
            case PROGRESSED ->
                    controller.progressed(
                            at(row, 0),
                            new ExecutionCounts(
                                    0,
                                    numbers.get(1),
                                    numbers.get(2),
                                    numbers.get(3),
                                    numbers.get(4),
                                    numbers.get(5),
                                    numbers.get(6),
                                    numbers.get(7)));
            case RISK ->
                    controller.observed(
                            new EvidenceChange.Risk(
                                    numbers.get(1),
                                    at(row, 0),
                                    arm,
                                    numbers.get(2),
                                    numbers.get(3)));
            case FIRST ->
                    controller.observed(
                            new EvidenceChange.First(
                                    numbers.get(1),
                                    at(row, 0),
                                    arm,
                                    row.deviceId(),
                                    row.order(),
                                    at(row, 2)));
            default -> throw new IllegalStateException("a report of the kind " + row.kind());
        }
    }

    private static List<Integer> ints(List<Long> numbers, int from, int until) {
        return numbers.subList(from, until).stream().map(Long::intValue).toList();
    }

    private static int at(ReportRow row, int index) {
        return row.numbers().get(index).intValue();
    }

    private static ReportRow of(String rolloutId, String kind, List<Long> numbers) {
        return new ReportRow(rolloutId, kind, numbers, false, "", 0);
    }
}
