package io.fleetstream.cli;

import io.fleetstream.schemas.RolloutControl;

/** A step of a rollout, in one line. */
final class RolloutLine {
    private RolloutLine() {}

    static String of(RolloutControl step) {
        StringBuilder line = new StringBuilder();
        line.append(step.getAt()).append(' ').append(step.getRolloutId()).append(' ');
        line.append(
                switch (step.getKind()) {
                    case COMMAND -> step.getCommand();
                    case DECISION -> step.getDecision();
                    case DEFINE, UNSPECIFIED -> step.getKind();
                });
        add(line, "stage", step.getStage());
        add(line, "count", step.getEpoch());
        add(line, "devices", step.getDevices());
        if (step.getActor() != null) {
            line.append(" by ").append(step.getActor());
        }
        if (step.getReason() != null) {
            line.append(": ").append(step.getReason());
        }
        return line.toString();
    }

    private static void add(StringBuilder line, String name, Object value) {
        if (value != null) {
            line.append(' ').append(name).append(' ').append(value);
        }
    }
}
