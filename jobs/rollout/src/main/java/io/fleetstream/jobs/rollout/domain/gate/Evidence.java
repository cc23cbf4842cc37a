package io.fleetstream.jobs.rollout.domain.gate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Counts what happened to devices, in the order of event time, and tests every guard.
 *
 * <p>Changes wait in steps of event time until the watermark has passed the step; within a step
 * devices first come to be at risk, then events count in the order of scores, then devices leave.
 * So the result depends on nothing but the sum of the changes: not on the order in which they came,
 * nor on where watermarks fell, nor on a restore in between. A change that comes after its step was
 * counted is {@link #late}: who is at risk is put right from the next step on, and an event of it
 * counts for nothing.
 *
 * <p>Memory: the guards' counts, and the steps that are open. Not thread-safe.
 */
public final class Evidence {
    private static final Comparator<EvidenceChange.First> ORDER =
            Comparator.comparingDouble(EvidenceChange.First::order)
                    .thenComparing(EvidenceChange.First::device)
                    .thenComparingInt(EvidenceChange.First::guard);

    private final GatePolicy policy;
    private final List<GuardTally> tallies;
    private final NavigableMap<Long, Step> open = new TreeMap<>();
    private long counted;
    private long late;

    /** No evidence yet. */
    public Evidence(GatePolicy policy) {
        this(policy, new EvidenceState(Long.MIN_VALUE, 0, List.of(), List.of(), List.of()));
    }

    /** As it was when {@link #state} was read. */
    public Evidence(GatePolicy policy, EvidenceState state) {
        this.policy = policy;
        this.tallies = new ArrayList<>();
        for (int guard = 0; guard < policy.guards().size(); guard++) {
            tallies.add(
                    state.guards().isEmpty()
                            ? new GuardTally(
                                    new FirstEventTest(policy.hazardRatios(), policy.margin()))
                            : new GuardTally(policy, state.guards().get(guard)));
        }
        this.counted = state.counted();
        this.late = state.late();
        state.risks().forEach(risk -> step(risk.time()).add(risk));
        state.firsts().forEach(first -> step(first.time()).add(first));
    }

    /** Takes a change; in any order. */
    public void add(EvidenceChange change) {
        if (floor(change.time()) >= counted) {
            step(change.time()).add(change);
            return;
        }
        late++;
        if (change instanceof EvidenceChange.Risk risk) {
            step(counted).add(risk.at(counted));
        } else if (change instanceof EvidenceChange.First first) {
            step(counted)
                    .add(
                            new EvidenceChange.Risk(
                                    counted, first.guard(), first.arm(), 0, first.count()));
        }
    }

    /** Counts all steps that end at or before the watermark, epoch milliseconds. */
    public void advance(long watermark) {
        long end = floor(watermark);
        while (!open.isEmpty() && open.firstKey() < end) {
            long start = open.firstKey();
            pass(start);
            count(open.remove(start));
            pass(start + policy.stepMs());
        }
        pass(end);
    }

    /** What each guard knows of the steps that were counted. */
    public List<GuardEvidence> guards() {
        List<GuardEvidence> guards = new ArrayList<>();
        for (int guard = 0; guard < tallies.size(); guard++) {
            guards.add(tallies.get(guard).evidence(policy.guards().get(guard).name()));
        }
        return guards;
    }

    /** Changes that came after their step was counted. */
    public long late() {
        return late;
    }

    /** Everything, to go on elsewhere; equal for equal evidence. */
    public EvidenceState state() {
        List<EvidenceChange.Risk> risks = new ArrayList<>();
        List<EvidenceChange.First> firsts = new ArrayList<>();
        open.forEach((start, step) -> step.collect(start, risks, firsts));
        return new EvidenceState(counted, late, guards(), risks, firsts);
    }

    private void pass(long until) {
        if (counted == Long.MIN_VALUE) {
            // Nobody was at risk before the first change.
            counted = until;
        } else if (until > counted) {
            long millis = until - counted;
            tallies.forEach(tally -> tally.pass(millis));
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
        return Math.floorDiv(time, policy.stepMs()) * policy.stepMs();
    }
}
