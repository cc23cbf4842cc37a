package io.fleetstream.jobs.rollout.function;

import io.fleetstream.jobs.rollout.domain.gate.ExecutionCounts;
import io.fleetstream.jobs.rollout.domain.gate.GatePolicy;
import io.fleetstream.jobs.rollout.domain.gate.GuardEvidence;
import io.fleetstream.jobs.rollout.domain.rollout.RolloutController;
import io.fleetstream.jobs.rollout.domain.rollout.RolloutDefinition;
import io.fleetstream.jobs.rollout.domain.rollout.RolloutView;
import io.fleetstream.jobs.rollout.domain.rollout.StageDefinition;
import io.fleetstream.schemas.RolloutControl;
import io.fleetstream.schemas.RolloutControlKind;
import io.fleetstream.schemas.RolloutGuardState;
import io.fleetstream.schemas.RolloutStageState;
import io.fleetstream.schemas.RolloutState;
import io.fleetstream.schemas.RolloutStatusKind;
import java.time.Instant;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** Where rollouts stand, by the contract. */
final class StateRecords {
    private static final double MS_PER_DAY = 86_400_000;

    private StateRecords() {}

    /** Where it stands after a step that counted. */
    static RolloutState after(
            RolloutControl step,
            RolloutController controller,
            RolloutDefinition definition,
            long now) {
        RolloutState state = of(controller, definition, now);
        boolean defines = step.getKind() == RolloutControlKind.DEFINE;
        boolean decides = step.getKind() == RolloutControlKind.DECISION;
        state.setStepKind(step.getKind().name());
        state.setStep(
                defines
                        ? step.getKind().name()
                        : decides ? step.getDecision().name() : step.getCommand().name());
        state.setStepAt(step.getAt());
        state.setStepActor(step.getActor());
        state.setDefinition(defines ? step.getDefinition() : null);
        if (decides) {
            state.setStepStage(step.getStage());
            state.setStepDevices(step.getDevices());
            state.setStepReason(step.getReason());
            state.setStepEvidence(step.getEvidence());
        }
        return state;
    }

    /** Where it stands. */
    static RolloutState of(RolloutController controller, RolloutDefinition definition, long now) {
        RolloutView view = controller.view();
        return RolloutState.newBuilder()
                .setRolloutId(view.rolloutId())
                .setVersion(view.version())
                .setAt(Instant.ofEpochMilli(now))
                .setStatus(RolloutStatusKind.valueOf(view.status().name()))
                .setOpenStage(view.stage() < 0 ? null : view.stage())
                .setApprovers(List.copyOf(new TreeSet<>(view.approvers())))
                .setAsking(view.asking())
                .setBudget(definition.budget())
                .setReleased(view.released())
                .setInFlight(view.released() - controller.executions().terminal())
                .setStages(
                        IntStream.range(0, definition.stages().size())
                                .mapToObj(stage -> stage(stage, controller, definition))
                                .toList())
                .setGuards(
                        controller.guards().stream()
                                .map(guard -> guard(guard, definition.gate()))
                                .toList())
                .setJudgedTo(
                        controller.judgedTo() == null
                                ? null
                                : Instant.ofEpochMilli(controller.judgedTo()))
                .setWaitsForAlarms(controller.waitsForAlarms(now))
                .build();
    }

    /** Whether two say the same but for time that has passed. */
    static boolean isNews(RolloutState last, RolloutState next) {
        return last == null
                || last.getVersion() != next.getVersion()
                || last.getInFlight() != next.getInFlight()
                || last.getWaitsForAlarms() != next.getWaitsForAlarms()
                || !last.getStages().equals(next.getStages())
                || !counts(last).equals(counts(next));
    }

    private static List<List<Long>> counts(RolloutState state) {
        return state.getGuards().stream()
                .map(
                        guard ->
                                List.of(
                                        guard.getTreatedAtRisk(),
                                        guard.getTreatedEvents(),
                                        guard.getControlAtRisk(),
                                        guard.getControlEvents()))
                .toList();
    }

    private static RolloutStageState stage(
            int index, RolloutController controller, RolloutDefinition definition) {
        StageDefinition stage = definition.stages().get(index);
        List<Long> openings = controller.view().openings();
        ExecutionCounts counts = controller.executions(index);
        return RolloutStageState.newBuilder()
                .setStage(index)
                .setName(stage.name())
                .setPercent(stage.percent())
                .setOpenedAt(
                        index < openings.size() ? Instant.ofEpochMilli(openings.get(index)) : null)
                .setTargets(counts.targets())
                .setNotified(counts.notified())
                .setSucceeded(counts.succeeded())
                .setFailed(counts.failed())
                .setRejected(counts.rejected())
                .setTimedOut(counts.timedOut())
                .setCanceled(counts.canceled())
                .setRemoved(counts.removed())
                .build();
    }

    private static RolloutGuardState guard(GuardEvidence guard, GatePolicy policy) {
        return RolloutGuardState.newBuilder()
                .setGuard(guard.guard())
                .setTreatedAtRisk(guard.treated().atRisk())
                .setTreatedEvents(guard.treated().events())
                .setTreatedDays(guard.treated().exposureMs() / MS_PER_DAY)
                .setControlAtRisk(guard.control().atRisk())
                .setControlEvents(guard.control().events())
                .setControlDays(guard.control().exposureMs() / MS_PER_DAY)
                .setHarm(guard.peak())
                .setHarmStop(policy.stopAt())
                .setSafety(guard.safety())
                .setSafetyGo(policy.proceedAt())
                .build();
    }
}
