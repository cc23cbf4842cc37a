package io.fleetstream.cli.rollout;

import io.fleetstream.jobs.rollout.domain.rollout.ControlCommand;
import io.fleetstream.jobs.rollout.domain.rollout.ControlDecision;
import io.fleetstream.jobs.rollout.domain.rollout.ControlRecord;
import io.fleetstream.schemas.RolloutControl;
import io.fleetstream.schemas.RolloutDecision;
import java.util.Optional;

/** Steps of rollouts as the job understands them. */
final class ControlSteps {
    private ControlSteps() {}

    /**
     * The step; empty if the job makes none of it either: a newer release wrote something that is
     * not known here, or what it is about is missing.
     */
    static Optional<ControlRecord> of(RolloutControl row) {
        String id = row.getRolloutId();
        long at = row.getAt().toEpochMilli();
        return switch (row.getKind()) {
            case DEFINE ->
                    Optional.ofNullable(row.getDefinition())
                            .map(
                                    definition ->
                                            new ControlRecord.Define(
                                                    id, at, definition, text(row.getActor())));
            case COMMAND ->
                    command(row)
                            .map(
                                    command ->
                                            new ControlRecord.Command(
                                                    id,
                                                    at,
                                                    command,
                                                    row.getExpects(),
                                                    text(row.getActor())));
            case DECISION ->
                    row.getDecision() == null
                                    || row.getDecision() == RolloutDecision.UNSPECIFIED
                                    || row.getExpects() == null
                            ? Optional.empty()
                            : Optional.of(
                                    new ControlRecord.Decided(
                                            id, at, row.getExpects(), decision(row)));
            case UNSPECIFIED -> Optional.empty();
        };
    }

    private static Optional<ControlCommand> command(RolloutControl row) {
        if (row.getCommand() == null) {
            return Optional.empty();
        }
        return switch (row.getCommand()) {
            case UNSPECIFIED -> Optional.empty();
            case APPROVE, START, PAUSE, RESUME, ABORT, ROLLBACK ->
                    Optional.of(ControlCommand.valueOf(row.getCommand().name()));
        };
    }

    private static ControlDecision decision(RolloutControl row) {
        return new ControlDecision(
                ControlDecision.Kind.valueOf(row.getDecision().name()),
                number(row.getStage()),
                number(row.getEpoch()),
                number(row.getUntilBucket()),
                number(row.getDevices()),
                number(row.getSlot()),
                number(row.getSlotLeft()),
                text(row.getReason()),
                text(row.getEvidence()));
    }

    private static int number(Integer value) {
        return value == null ? 0 : value;
    }

    private static long number(Long value) {
        return value == null ? 0 : value;
    }

    private static String text(String value) {
        return value == null ? "" : value;
    }
}
