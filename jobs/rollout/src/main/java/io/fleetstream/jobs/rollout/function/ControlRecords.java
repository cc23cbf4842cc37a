package io.fleetstream.jobs.rollout.function;

import io.fleetstream.jobs.rollout.domain.rollout.ControlCommand;
import io.fleetstream.jobs.rollout.domain.rollout.ControlDecision;
import io.fleetstream.jobs.rollout.domain.rollout.ControlRecord;
import io.fleetstream.schemas.RolloutControl;
import io.fleetstream.schemas.RolloutControlKind;
import io.fleetstream.schemas.RolloutDecision;
import java.time.Instant;
import java.util.Optional;

/** Steps of rollouts between the contract and the domain. */
public final class ControlRecords {
    private ControlRecords() {}

    /** What the domain makes of it; empty where a newer release says something unknown here. */
    public static Optional<ControlRecord> of(RolloutControl row) {
        String id = row.getRolloutId();
        long at = row.getAt().toEpochMilli();
        return switch (row.getKind()) {
            case DEFINE ->
                    Optional.of(new ControlRecord.Define(id, at, row.getDefinition(), actor(row)));
            case COMMAND ->
                    command(row)
                            .map(
                                    command ->
                                            new ControlRecord.Command(
                                                    id, at, command, row.getExpects(), actor(row)));
            case DECISION ->
                    kind(row)
                            .map(
                                    kind ->
                                            new ControlRecord.Decided(
                                                    id, at, row.getExpects(), decision(kind, row)));
            case UNSPECIFIED -> Optional.empty();
        };
    }

    /** A decision for the log. */
    public static RolloutControl row(ControlRecord.Decided decided) {
        ControlDecision decision = decided.decision();
        boolean counts = decision.kind() == ControlDecision.Kind.COUNT;
        boolean releases = decision.kind() == ControlDecision.Kind.RELEASE;
        return RolloutControl.newBuilder()
                .setRolloutId(decided.rolloutId())
                .setKind(RolloutControlKind.DECISION)
                .setAt(Instant.ofEpochMilli(decided.at()))
                .setExpects(decided.expects())
                .setDecision(RolloutDecision.valueOf(decision.kind().name()))
                .setStage(decision.stage())
                .setEpoch(counts || releases ? decision.epoch() : null)
                .setUntilBucket(releases ? decision.untilBucket() : null)
                .setDevices(releases ? decision.devices() : null)
                .setSlot(releases ? decision.slot() : null)
                .setSlotLeft(releases ? decision.slotLeft() : null)
                .setReason(decision.reason().isEmpty() ? null : decision.reason())
                .setEvidence(decision.evidence().isEmpty() ? null : decision.evidence())
                .build();
    }

    private static Optional<ControlCommand> command(RolloutControl row) {
        return switch (row.getCommand()) {
            case APPROVE -> Optional.of(ControlCommand.APPROVE);
            case START -> Optional.of(ControlCommand.START);
            case PAUSE -> Optional.of(ControlCommand.PAUSE);
            case RESUME -> Optional.of(ControlCommand.RESUME);
            case ABORT -> Optional.of(ControlCommand.ABORT);
            case ROLLBACK -> Optional.of(ControlCommand.ROLLBACK);
            case UNSPECIFIED -> Optional.empty();
        };
    }

    private static Optional<ControlDecision.Kind> kind(RolloutControl row) {
        return switch (row.getDecision()) {
            case COUNT -> Optional.of(ControlDecision.Kind.COUNT);
            case OPEN -> Optional.of(ControlDecision.Kind.OPEN);
            case RELEASE -> Optional.of(ControlDecision.Kind.RELEASE);
            case ASK -> Optional.of(ControlDecision.Kind.ASK);
            case PAUSE -> Optional.of(ControlDecision.Kind.PAUSE);
            case ABORT -> Optional.of(ControlDecision.Kind.ABORT);
            case ROLLBACK -> Optional.of(ControlDecision.Kind.ROLLBACK);
            case FINISH -> Optional.of(ControlDecision.Kind.FINISH);
            case UNSPECIFIED -> Optional.empty();
        };
    }

    private static ControlDecision decision(ControlDecision.Kind kind, RolloutControl row) {
        return new ControlDecision(
                kind,
                number(row.getStage()),
                number(row.getEpoch()),
                number(row.getUntilBucket()),
                number(row.getDevices()),
                number(row.getSlot()),
                number(row.getSlotLeft()),
                text(row.getReason()),
                text(row.getEvidence()));
    }

    private static String actor(RolloutControl row) {
        return text(row.getActor());
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
