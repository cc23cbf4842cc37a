package io.fleetstream.jobs.rollout.domain.rollout;

import io.fleetstream.jobs.rollout.domain.gate.AbortCriterion;
import io.fleetstream.jobs.rollout.domain.gate.FailureType;
import io.fleetstream.jobs.rollout.domain.gate.StageCriteria;
import io.fleetstream.jobs.rollout.domain.gate.StopAction;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Reads stages, by a preset or one by one. */
final class StageReader {
    static final int MOST_STAGES = 100;
    static final int USUAL_SUCCESS = 90;
    static final Duration MAXIMUM_SOAK = Duration.ofDays(14);

    private static final double WHOLE = 100;
    private static final double LEAST = 0.0001;
    private static final double LEAST_ABORT = 0.01;
    private static final int MOST_RATE = 1_000_000;
    private static final Duration YEAR = Duration.ofDays(365);

    private StageReader() {}

    static List<StageDefinition> stages(DefinitionNode node) {
        if (node.has("preset") && node.has("stages")) {
            node.refuse("preset", "either a preset or stages");
        }
        if (node.has("preset")) {
            return Presets.stages(node);
        }
        if (!node.has("stages")) {
            node.refuse("stages", "a preset, or a list of stages");
            return List.of();
        }
        List<StageDefinition> stages = new ArrayList<>();
        double before = 0;
        for (DefinitionNode child : node.children("stages")) {
            StageDefinition stage = stage(child, stages.size());
            if (stage.percent() <= before) {
                child.refuse(
                        "percent", "more than the stage before, " + DefinitionNode.plain(before));
            }
            before = stage.percent();
            stages.add(stage);
            child.refuseUnknown();
        }
        if (stages.isEmpty() || stages.size() > MOST_STAGES || before != WHOLE) {
            node.refuse("stages", "1 to " + MOST_STAGES + " stages, the last of 100 percent");
        }
        return stages;
    }

    private static StageDefinition stage(DefinitionNode node, int number) {
        if (!node.has("percent")) {
            node.refuse("percent", "a number from " + DefinitionNode.plain(LEAST) + " to 100");
        }
        return new StageDefinition(
                node.text("name", "stage-" + (number + 1)),
                node.number("percent", WHOLE, LEAST, WHOLE),
                criteria(node),
                rate(node),
                node.millis("spread", 0, Duration.ZERO, YEAR),
                node.flag("approval", false));
    }

    private static StageCriteria criteria(DefinitionNode node) {
        long soak = node.millis("soak", 0, Duration.ZERO, YEAR);
        long longest =
                node.millis(
                        "maximum-soak",
                        Math.max(soak, MAXIMUM_SOAK.toMillis()),
                        Duration.ZERO,
                        YEAR);
        if (longest < soak) {
            node.refuse("maximum-soak", "at least the soak");
            longest = soak;
        }
        return new StageCriteria(
                soak,
                longest,
                node.choice(
                        "undecided", StageCriteria.Undecided.ASK, StageCriteria.Undecided.class),
                node.whole("success", USUAL_SUCCESS, 0, 100),
                node.has("error") ? Integer.valueOf(node.whole("error", 0, 0, 100)) : null,
                node.choice("error-action", StopAction.PAUSE, StopAction.class),
                aborts(node));
    }

    private static List<AbortCriterion> aborts(DefinitionNode node) {
        List<AbortCriterion> aborts = new ArrayList<>();
        for (DefinitionNode child : node.children("abort")) {
            double percent = child.number("percent", WHOLE, LEAST_ABORT, WHOLE);
            long hundredths = Math.round(percent * WHOLE);
            if (Math.abs(percent * WHOLE - hundredths) > 1e-6) {
                child.refuse("percent", "a number with at most two decimals");
            }
            aborts.add(
                    new AbortCriterion(
                            child.choice("type", FailureType.ALL, FailureType.class),
                            (int) Math.max(1, hundredths),
                            child.whole("minimum", 1, 1, Integer.MAX_VALUE),
                            child.choice("action", StopAction.ABORT, StopAction.class)));
            child.refuseUnknown();
        }
        return aborts;
    }

    private static RolloutRate rate(DefinitionNode node) {
        if (!node.has("rate")) {
            return null;
        }
        if (node.get("rate").isNumber()) {
            return RolloutRate.constant(node.whole("rate", 1, 1, MOST_RATE));
        }
        DefinitionNode rate = node.child("rate");
        boolean succeeded = rate.has("succeeded");
        if (succeeded == rate.has("notified")) {
            rate.refuse("notified", "either notified or succeeded, at least 1");
        }
        RolloutRate read =
                new RolloutRate(
                        rate.whole("base", 1, 1, MOST_RATE),
                        rate.number("factor", 2, 1.1, 5),
                        succeeded
                                ? RolloutRate.Criterion.SUCCEEDED
                                : RolloutRate.Criterion.NOTIFIED,
                        rate.whole(succeeded ? "succeeded" : "notified", 1, 1, Integer.MAX_VALUE),
                        rate.whole("maximum", 1_000, 1, MOST_RATE));
        rate.refuseUnknown();
        return read;
    }
}
