package io.fleetstream.jobs.rollout.domain.rollout;

import io.fleetstream.jobs.rollout.domain.gate.Decision;
import io.fleetstream.jobs.rollout.domain.gate.Evidence;
import io.fleetstream.jobs.rollout.domain.gate.EvidenceChange;
import io.fleetstream.jobs.rollout.domain.gate.ExecutionCounts;
import io.fleetstream.jobs.rollout.domain.gate.Gate;
import io.fleetstream.jobs.rollout.domain.gate.GateCase;
import io.fleetstream.jobs.rollout.domain.gate.GateCases;
import io.fleetstream.jobs.rollout.domain.gate.GuardEvidence;
import io.fleetstream.jobs.rollout.domain.gate.Verdict;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Decides about one rollout. It decides nothing by itself: what {@link #decide} returns is to be
 * appended to the log of control, and counts once {@link #read} has it back. So a controller that
 * is killed in between decides again, and whichever record comes first wins.
 *
 * <p>Where guards count alarms, it has a second clock that stands for how far these have been
 * judged: half the lateness after {@link #judged}, and never later than now. Their evidence, and
 * whatever lets a stage end, go by that clock; so a stage does not end on alarms that are still to
 * come.
 *
 * <p>Its memory is {@link #state}. Not thread-safe.
 */
public final class RolloutController {
    // Of the lateness, one half is for judging, and the other for the way to it and from it.
    private static final int JUDGING_SHARE = 2;

    private final RolloutDefinition definition;
    private final long latenessMs;
    private final Census census;
    private final List<ExecutionCounts> progress;
    private final Evidence evidence;
    private RolloutView view;
    private long waiting;
    private Long judgedTo;
    private int keptEpochs;

    /**
     * A controller of a rollout that was just defined.
     *
     * @param latenessMs how late telemetry may be to count as evidence
     */
    public RolloutController(
            RolloutDefinition definition, ControlRecord.Define define, long latenessMs) {
        this.definition = definition;
        this.latenessMs = latenessMs;
        this.census = new Census(definition.buckets());
        this.progress =
                new ArrayList<>(
                        Collections.nCopies(definition.stages().size(), ExecutionCounts.of(0)));
        this.evidence = new Evidence(definition.gate());
        this.view = RolloutView.of(define);
    }

    /**
     * A controller as it was when its state was read.
     *
     * @param kept see {@link #kept}; all complete counts, if the state is of a checkpoint
     */
    public RolloutController(
            RolloutDefinition definition, ControllerState state, int kept, long latenessMs) {
        this.definition = definition;
        this.latenessMs = latenessMs;
        this.census = new Census(definition.buckets(), state.counts());
        this.progress = new ArrayList<>(state.progress());
        this.evidence = new Evidence(definition.gate(), state.evidence());
        this.view = state.view();
        this.waiting = state.waiting();
        this.judgedTo = state.judgedTo();
        this.keptEpochs = kept;
    }

    /** Everything, to go on elsewhere. */
    public ControllerState state() {
        return new ControllerState(
                view, census.counts(), progress, waiting, evidence.state(), judgedTo);
    }

    /** Counts of devices that are complete; for {@link #kept}. */
    public int completeEpochs() {
        return census.complete();
    }

    /**
     * A checkpoint is complete that holds so many counts. Nobody of a count is released before: a
     * job that had to count again might count others, and a release of the log would be of more
     * devices than it says.
     */
    public void kept(int epochs) {
        keptEpochs = Math.max(keptEpochs, epochs);
    }

    /** What the log amounts to. */
    public RolloutView view() {
        return view;
    }

    /** What became of the devices of a stage, with its targets. */
    public ExecutionCounts executions(int stage) {
        int from =
                stage == 0
                        ? 0
                        : definition.stages().get(stage - 1).untilBucket(definition.buckets());
        int until = definition.stages().get(stage).untilBucket(definition.buckets());
        return progress.get(stage).plus(ExecutionCounts.of(census.devices(from, until)));
    }

    /** What became of all devices; without targets. */
    public ExecutionCounts executions() {
        return progress.stream().reduce(ExecutionCounts.of(0), ExecutionCounts::plus);
    }

    /** Evidence of each guard, over all stages. */
    public List<GuardEvidence> guards() {
        return evidence.guards();
    }

    /**
     * A record of the log of control about this rollout was read.
     *
     * @return whether it counts
     */
    public boolean read(ControlRecord next) {
        int epochs = view.epochs();
        long version = view.version();
        view = view.after(next, definition);
        if (view.epochs() > epochs) {
            waiting = 0;
        }
        return view.version() != version;
    }

    /** A part of the job has counted its devices; see {@link Census#add}. */
    public void counted(int epoch, int part, int parts, List<Integer> devices) {
        counted(epoch, List.of(part), parts, devices);
    }

    /** Parts of the job have counted their devices; see {@link Census#add}. */
    public void counted(int epoch, List<Integer> told, int parts, List<Integer> devices) {
        census.add(epoch, told, parts, devices);
    }

    /** Devices became eligible after the last count. */
    public void joined(long devices) {
        waiting += devices;
    }

    /** What became of devices of a stage, added up; its targets are not read. */
    public void progressed(int stage, ExecutionCounts more) {
        progress.set(stage, progress.get(stage).plus(more));
    }

    /** Something happened to devices of the comparison. */
    public void observed(EvidenceChange change) {
        evidence.add(change);
    }

    /** Alarms have been judged up to that arrival time, epoch milliseconds; the latest holds. */
    public void judged(long time) {
        judgedTo = judgedTo == null ? time : Math.max(judgedTo, time);
    }

    /** What was told last by {@link #judged}; null if nothing was, or no guard counts alarms. */
    public Long judgedTo() {
        return definition.gate().countsAlarms() ? judgedTo : null;
    }

    /** Whether judging is so far behind that the open stage cannot end before it has caught up. */
    public boolean waitsForAlarms(long now) {
        return view.status() == RolloutStatus.RUNNING && view.stage() >= 0 && judgedAt(now) < now;
    }

    /**
     * How far judging is behind, milliseconds of arrival time: since the first stage was opened, if
     * nothing was heard; 0 where nobody needs to know.
     */
    public long behindMs(long now) {
        if (!definition.gate().countsAlarms() || !view.status().isOpen() || view.stage() < 0) {
            return 0;
        }
        return Math.max(0, now - (judgedTo == null ? view.openings().get(0) : judgedTo));
    }

    /** Changes of evidence that came too late to count. */
    public long lateEvidence() {
        return evidence.late();
    }

    /**
     * What is to be appended to the log now, if anything.
     *
     * @param now time of arrival up to which everything was read, epoch milliseconds
     */
    public Optional<ControlRecord.Decided> decide(long now) {
        long judgedAt = judgedAt(now);
        evidence.advance(
                now - latenessMs, judgedAt == Long.MIN_VALUE ? judgedAt : judgedAt - latenessMs);
        return next(now)
                .map(
                        decision ->
                                new ControlRecord.Decided(
                                        view.rolloutId(), now, view.version(), decision));
    }

    private long judgedAt(long now) {
        if (!definition.gate().countsAlarms()) {
            return now;
        }
        return judgedTo == null
                ? Long.MIN_VALUE
                : Math.min(now, judgedTo + latenessMs / JUDGING_SHARE);
    }

    private Optional<ControlDecision> next(long now) {
        if (view.mayBegin(definition)) {
            return now >= definition.startAt()
                    ? Optional.of(ControlDecision.count(1))
                    : Optional.empty();
        }
        boolean running = view.status() == RolloutStatus.RUNNING;
        if (!running && view.status() != RolloutStatus.PAUSED) {
            return Optional.empty();
        }
        for (int stage = 0; stage <= view.stage(); stage++) {
            Optional<ControlDecision> stop = stop(stage, now, running);
            if (stop.isPresent()) {
                return stop;
            }
        }
        return running ? proceed(now) : Optional.empty();
    }

    private Optional<ControlDecision> stop(int stage, long now, boolean running) {
        GateCase given = given(stage, now);
        Verdict verdict = Gate.decide(given);
        ControlDecision.Kind kind =
                switch (verdict.decision()) {
                    case ROLLBACK ->
                            definition.rollback() == null
                                    ? ControlDecision.Kind.ABORT
                                    : ControlDecision.Kind.ROLLBACK;
                    case ABORT -> ControlDecision.Kind.ABORT;
                    case PAUSE -> running ? ControlDecision.Kind.PAUSE : null;
                    case HOLD, PROCEED -> null;
                };
        return Optional.ofNullable(kind)
                .map(each -> decision(each, stage, verdict, given))
                .filter(this::isNews);
    }

    /** Whether nobody has resumed after a pause for the same reason. */
    private boolean isNews(ControlDecision decision) {
        return decision.kind() != ControlDecision.Kind.PAUSE
                || !view.overruled().contains(RolloutView.pauseReason(decision));
    }

    private Optional<ControlDecision> proceed(long now) {
        if (keptEpochs < 1) {
            return Optional.empty();
        }
        if (view.stage() < 0) {
            return open(0, "", "");
        }
        GateCase given = given(view.stage(), now);
        Verdict verdict = Gate.decide(given);
        if (verdict.decision() == Decision.PROCEED) {
            return proceed(verdict, given);
        }
        if (verdict.reason() == Verdict.Reason.ASK) {
            return view.approved() ? proceed(verdict, given) : ask(view.stage(), verdict, given);
        }
        return now < definition.endAt() ? release(now) : Optional.empty();
    }

    private Optional<ControlDecision> proceed(Verdict verdict, GateCase given) {
        int next = view.stage() + 1;
        if (next == definition.stages().size() && definition.continuous()) {
            // Others may become eligible for ever.
            return release(given.at());
        }
        if (next == definition.stages().size()) {
            return Optional.of(decision(ControlDecision.Kind.FINISH, view.stage(), verdict, given));
        }
        return open(next, verdict.reason().name(), GateCases.write(given));
    }

    private Optional<ControlDecision> open(int stage, String reason, String given) {
        if (definition.stages().get(stage).approval() && !view.approved()) {
            return view.asking()
                    ? Optional.empty()
                    : Optional.of(
                            ControlDecision.of(ControlDecision.Kind.ASK, stage, "APPROVAL", given));
        }
        return Optional.of(ControlDecision.of(ControlDecision.Kind.OPEN, stage, reason, given));
    }

    private Optional<ControlDecision> ask(int stage, Verdict verdict, GateCase given) {
        return view.asking()
                ? Optional.empty()
                : Optional.of(decision(ControlDecision.Kind.ASK, stage, verdict, given));
    }

    private Optional<ControlDecision> release(long now) {
        ExecutionCounts all = executions();
        ReleasePlan plan =
                new ReleasePlan(
                        definition,
                        view,
                        census,
                        keptEpochs,
                        all.succeeded(),
                        all.terminal(),
                        all.bad());
        Optional<ControlDecision> release = plan.next(now);
        if (release.isPresent()) {
            return release;
        }
        if (plan.isStuck()) {
            Optional<ControlDecision> pause =
                    Optional.of(
                                    ControlDecision.of(
                                            ControlDecision.Kind.PAUSE,
                                            view.stage(),
                                            "BUDGET",
                                            GateCases.write(given(view.stage(), now))))
                            .filter(this::isNews);
            if (pause.isPresent()) {
                return pause;
            }
        }
        return definition.continuous() && waiting > 0 && census.isComplete(view.epochs())
                ? Optional.of(ControlDecision.count(view.epochs() + 1))
                : Optional.empty();
    }

    private GateCase given(int stage, long now) {
        return new GateCase(
                definition.gate(),
                definition.stages().get(stage).criteria(),
                stage,
                stage == view.stage() ? view.releasedAt() : Long.MAX_VALUE,
                now,
                judgedAt(now),
                executions(stage),
                evidence.guards());
    }

    private static ControlDecision decision(
            ControlDecision.Kind kind, int stage, Verdict verdict, GateCase given) {
        String reason =
                verdict.subject().isEmpty()
                        ? verdict.reason().name()
                        : verdict.reason().name() + ":" + verdict.subject();
        return ControlDecision.of(kind, stage, reason, GateCases.write(given));
    }
}
