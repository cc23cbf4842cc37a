package io.fleetstream.jobs.rollout.domain.rollout;

import io.fleetstream.jobs.rollout.domain.gate.StageCriteria;
import io.fleetstream.jobs.rollout.domain.gate.StopAction;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Stages by name. Given as a name, or with numbers of one's own: {@code preset: {name: linear,
 * first: 5, step: 10, every: PT1H}}.
 */
final class Presets {
    private static final double WHOLE = 100;
    private static final double LEAST = 0.0001;
    private static final Duration YEAR = Duration.ofDays(365);
    private static final Duration WEEK = Duration.ofDays(7);
    private static final Duration HOUR = Duration.ofHours(1);

    private enum Name {
        CANARY,
        LINEAR,
        EXPONENTIAL
    }

    private Presets() {}

    static List<StageDefinition> stages(DefinitionNode node) {
        if (node.get("preset").isTextual()) {
            DefinitionNode plain = node.bare("preset");
            return stages(plain, node.choice("preset", Name.CANARY, Name.class));
        }
        DefinitionNode preset = node.child("preset");
        Name name = preset.choice("name", null, Name.class);
        if (name == null) {
            preset.refuse("name", "canary, linear or exponential");
            return List.of();
        }
        List<StageDefinition> stages = stages(preset, name);
        preset.refuseUnknown();
        return stages;
    }

    private static List<StageDefinition> stages(DefinitionNode preset, Name name) {
        return switch (name) {
            case CANARY -> canary(preset);
            case LINEAR -> steps(preset, name);
            case EXPONENTIAL -> steps(preset, name);
        };
    }

    private static List<StageDefinition> canary(DefinitionNode preset) {
        double first = preset.number("first", 1, LEAST, WHOLE);
        double second = preset.number("second", 10, first, WHOLE);
        return List.of(
                stage(
                        "canary",
                        first,
                        soak(preset, "first-soak", Duration.ofHours(24)),
                        preset.whole("first-error", 5, 0, 100),
                        0),
                stage(
                        "early",
                        second,
                        soak(preset, "second-soak", Duration.ofHours(12)),
                        preset.whole("second-error", 2, 0, 100),
                        0),
                stage(
                        "rest",
                        WHOLE,
                        0,
                        preset.whole("second-error", 2, 0, 100),
                        soak(preset, "spread", WEEK)));
    }

    private static List<StageDefinition> steps(DefinitionNode preset, Name name) {
        boolean linear = name == Name.LINEAR;
        double first = preset.number("first", linear ? 5 : 1, LEAST, WHOLE);
        double step = linear ? preset.number("step", 10, LEAST, WHOLE) : 0;
        double factor = linear ? 1 : preset.number("factor", 2, 1.1, WHOLE);
        long every = soak(preset, "every", HOUR);
        int error = preset.whole("error", 5, 0, 100);
        List<StageDefinition> stages = new ArrayList<>();
        double percent = first;
        while (percent < WHOLE && stages.size() < StageReader.MOST_STAGES - 1) {
            stages.add(stage("stage-" + (stages.size() + 1), percent, every, error, 0));
            percent = percent * factor + step;
        }
        if (percent < WHOLE) {
            preset.refuse(
                    linear ? "step" : "factor",
                    "so much that at most "
                            + StageReader.MOST_STAGES
                            + " stages reach 100 percent");
        }
        stages.add(stage("rest", WHOLE, every, error, 0));
        return stages;
    }

    private static StageDefinition stage(
            String name, double percent, long soakMs, int errorPercent, long spreadMs) {
        return new StageDefinition(
                name,
                percent,
                new StageCriteria(
                        soakMs,
                        Math.max(soakMs, StageReader.MAXIMUM_SOAK.toMillis()),
                        StageCriteria.Undecided.ASK,
                        StageReader.USUAL_SUCCESS,
                        errorPercent,
                        StopAction.PAUSE,
                        List.of()),
                null,
                spreadMs,
                false);
    }

    private static long soak(DefinitionNode preset, String key, Duration usual) {
        return preset.millis(key, usual.toMillis(), Duration.ZERO, YEAR);
    }
}
