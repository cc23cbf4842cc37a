package io.fleetstream.cli.demo;

import io.fleetstream.cli.rollout.KnownRollout;
import io.fleetstream.jobs.rollout.domain.gate.GateCases;
import io.fleetstream.jobs.rollout.domain.gate.GuardEvidence;
import io.fleetstream.jobs.rollout.domain.rollout.StageDefinition;
import io.fleetstream.schemas.RolloutControl;
import java.util.Locale;
import java.util.stream.Collectors;

/** A step of a rollout, for people who have not read about rollouts. */
final class DemoRolloutLine {
    private DemoRolloutLine() {}

    /** What was said or decided, with the evidence it was decided on. */
    static String of(KnownRollout rollout, RolloutControl step) {
        String what =
                switch (step.getKind()) {
                    case DEFINE -> "is defined";
                    case COMMAND -> step.getCommand() + " by " + step.getActor();
                    case DECISION -> decision(rollout, step);
                    case UNSPECIFIED -> "has a step of a newer release";
                };
        String why = step.getReason() == null ? "" : "; " + step.getReason();
        return String.format(
                Locale.ROOT,
                "  rollout %-11s %s%s%s",
                step.getRolloutId(),
                what,
                why,
                evidence(step.getEvidence()));
    }

    private static String decision(KnownRollout rollout, RolloutControl step) {
        return switch (step.getDecision()) {
            case COUNT -> "counts its devices";
            case OPEN -> "opens " + stage(rollout, step);
            case RELEASE -> "releases " + step.getDevices() + " devices";
            case ROLLBACK -> "STOPS AND ROLLS BACK, at " + stage(rollout, step);
            case FINISH -> "is FINISHED";
            default -> step.getDecision() + " at " + stage(rollout, step);
        };
    }

    private static String stage(KnownRollout rollout, RolloutControl step) {
        StageDefinition stage = rollout.definition().stages().get(step.getStage());
        return String.format(Locale.ROOT, "stage %s (%.0f %%)", stage.name(), stage.percent());
    }

    private static String evidence(String text) {
        if (text == null) {
            return "";
        }
        var given = GateCases.read(text);
        return given.guards().stream()
                .map(
                        guard ->
                                String.format(
                                        Locale.ROOT,
                                        "; evidence of %s %.1f, stops at %.0f: %s with the update,"
                                                + " %s without",
                                        guard.guard(),
                                        guard.peak(),
                                        given.policy().stopAt(),
                                        share(guard.treated()),
                                        share(guard.control())))
                .collect(Collectors.joining());
    }

    private static String share(GuardEvidence.Count count) {
        return count.events() + " of " + (count.atRisk() + count.events());
    }
}
