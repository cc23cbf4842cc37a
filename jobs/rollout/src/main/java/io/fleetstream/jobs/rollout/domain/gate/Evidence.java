package io.fleetstream.jobs.rollout.domain.gate;

import java.util.ArrayList;
import java.util.List;

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
 * <p>Guards that hear of alarms have a watermark of their own, for alarms are told when readings
 * have been judged, which may be long after they have arrived; the others do not wait for that.
 *
 * <p>Memory: the guards' counts, and the steps that are open. Not thread-safe.
 */
public final class Evidence {
    private final GatePolicy policy;
    private final List<GuardTally> tallies;
    private final Timeline alarms;
    private final Timeline others;
    private long late;

    /** No evidence yet. */
    public Evidence(GatePolicy policy) {
        this(policy, EvidenceState.NONE);
    }

    /** As it was when {@link #state} was read. */
    public Evidence(GatePolicy policy, EvidenceState state) {
        this.policy = policy;
        this.tallies = new ArrayList<>();
        List<GuardTally> ofAlarms = new ArrayList<>();
        List<GuardTally> ofOthers = new ArrayList<>();
        for (int guard = 0; guard < policy.guards().size(); guard++) {
            GuardTally tally =
                    state.guards().isEmpty()
                            ? new GuardTally(
                                    new FirstEventTest(policy.hazardRatios(), policy.margin()))
                            : new GuardTally(policy, state.guards().get(guard));
            tallies.add(tally);
            (policy.guards().get(guard).countsAlarms() ? ofAlarms : ofOthers).add(tally);
        }
        this.alarms = new Timeline(policy.stepMs(), tallies, ofAlarms, state.judged());
        this.others = new Timeline(policy.stepMs(), tallies, ofOthers, state.counted());
        this.late = state.late();
        state.risks().forEach(risk -> timeline(risk).add(risk));
        state.firsts().forEach(first -> timeline(first).add(first));
    }

    /** Takes a change; in any order. */
    public void add(EvidenceChange change) {
        Timeline timeline = timeline(change);
        if (timeline.add(change)) {
            return;
        }
        late++;
        if (change instanceof EvidenceChange.Risk risk) {
            timeline.addNext(risk);
        } else if (change instanceof EvidenceChange.First first) {
            timeline.addNext(
                    new EvidenceChange.Risk(
                            first.time(), first.guard(), first.arm(), 0, first.count()));
        }
    }

    /** Counts all steps that end at or before the watermark, epoch milliseconds. */
    public void advance(long watermark) {
        advance(watermark, watermark);
    }

    /**
     * Counts all steps that have ended.
     *
     * @param watermark up to when everything but alarms was told, epoch milliseconds
     * @param judged the same of alarms; {@link Long#MIN_VALUE} if that is not known
     */
    public void advance(long watermark, long judged) {
        others.advance(watermark);
        if (judged != Long.MIN_VALUE) {
            alarms.advance(judged);
        }
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
        others.forEach((start, step) -> step.collect(start, risks, firsts));
        alarms.forEach((start, step) -> step.collect(start, risks, firsts));
        return new EvidenceState(others.counted(), alarms.counted(), late, guards(), risks, firsts);
    }

    private Timeline timeline(EvidenceChange change) {
        return policy.guards().get(change.guard()).countsAlarms() ? alarms : others;
    }
}
