package io.fleetstream.jobs.timescale;

import io.fleetstream.connectors.postgres.Table;
import io.fleetstream.jobs.common.Micros;
import io.fleetstream.schemas.RolloutGuardState;
import io.fleetstream.schemas.RolloutStageState;
import io.fleetstream.schemas.RolloutState;
import java.util.List;

/** The tables of rollouts. */
final class RolloutTables {
    /** Of a rollout the last state stays. */
    static final Table<RolloutState> CURRENT =
            Table.<RolloutState>named("rollouts")
                    .text("rollout_id", RolloutState::getRolloutId)
                    .endOfKey()
                    .bigint("version", RolloutState::getVersion)
                    .instant("at", RolloutState::getAt)
                    .text("status", state -> state.getStatus().name())
                    .integer("open_stage", RolloutState::getOpenStage)
                    .flag("asking", RolloutState::getAsking)
                    .bigint("budget", RolloutState::getBudget)
                    .bigint("released", RolloutState::getReleased)
                    .bigint("in_flight", RolloutState::getInFlight)
                    .json("stages", state -> stages(state.getStages()))
                    .json("guards", state -> guards(state.getGuards()))
                    .keeping(
                            (fresh, old) ->
                                    "(%1$s.version, %1$s.at) >= (%2$s.version, %2$s.at)"
                                            .formatted(fresh, old),
                            RolloutState::getVersion,
                            state -> Micros.of(state.getAt()))
                    .build();

    /** A step that comes again is the same one. */
    static final Table<RolloutState> STEPS =
            Table.<RolloutState>named("rollout_steps")
                    .text("rollout_id", RolloutState::getRolloutId)
                    .bigint("version", RolloutState::getVersion)
                    .endOfKey()
                    .text("kind", RolloutState::getStepKind)
                    .text("step", RolloutState::getStep)
                    .instant("written_at", RolloutState::getStepAt)
                    .text("actor", RolloutState::getStepActor)
                    .integer("stage", RolloutState::getStepStage)
                    .bigint("devices", RolloutState::getStepDevices)
                    .text("reason", RolloutState::getStepReason)
                    .text("status", state -> state.getStatus().name())
                    .json("evidence", RolloutState::getStepEvidence)
                    .text("definition", RolloutState::getDefinition)
                    .build();

    private RolloutTables() {}

    private static String stages(List<RolloutStageState> stages) {
        return JsonText.list(
                stages,
                (stage, json) -> {
                    json.put("stage", stage.getStage());
                    json.put("name", stage.getName());
                    json.put("percent", stage.getPercent());
                    json.put(
                            "opened_at",
                            stage.getOpenedAt() == null ? null : stage.getOpenedAt().toString());
                    json.put("targets", stage.getTargets());
                    json.put("notified", stage.getNotified());
                    json.put("succeeded", stage.getSucceeded());
                    json.put("failed", stage.getFailed());
                    json.put("rejected", stage.getRejected());
                    json.put("timed_out", stage.getTimedOut());
                    json.put("canceled", stage.getCanceled());
                    json.put("removed", stage.getRemoved());
                });
    }

    private static String guards(List<RolloutGuardState> guards) {
        return JsonText.list(
                guards,
                (guard, json) -> {
                    json.put("guard", guard.getGuard());
                    json.put("treated_at_risk", guard.getTreatedAtRisk());
                    json.put("treated_events", guard.getTreatedEvents());
                    json.put("treated_days", guard.getTreatedDays());
                    json.put("control_at_risk", guard.getControlAtRisk());
                    json.put("control_events", guard.getControlEvents());
                    json.put("control_days", guard.getControlDays());
                    json.put("harm", guard.getHarm());
                    json.put("harm_stop", guard.getHarmStop());
                    json.put("safety", guard.getSafety());
                    json.put("safety_go", guard.getSafetyGo());
                });
    }
}
