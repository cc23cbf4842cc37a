package io.fleetstream.cli.rollout;

import io.fleetstream.jobs.rollout.domain.rollout.ControlRecord;
import io.fleetstream.jobs.rollout.domain.rollout.DefinitionException;
import io.fleetstream.jobs.rollout.domain.rollout.DefinitionReader;
import io.fleetstream.jobs.rollout.domain.rollout.RolloutDefinition;
import io.fleetstream.jobs.rollout.domain.rollout.RolloutStatus;
import io.fleetstream.jobs.rollout.domain.rollout.RolloutView;
import io.fleetstream.schemas.RolloutCommand;
import io.fleetstream.schemas.RolloutControl;
import io.fleetstream.schemas.RolloutControlKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A rollout, by everything that was said about it.
 *
 * @param definition what it is
 * @param view where it stands
 * @param steps what counted, in its order
 */
public record KnownRollout(
        RolloutDefinition definition, RolloutView view, List<RolloutControl> steps) {
    /** Takes a copy. */
    public KnownRollout {
        steps = List.copyOf(steps);
    }

    /** A rollout that begins with this step; empty if it is no definition the job can use. */
    static Optional<KnownRollout> of(RolloutControl step) {
        Optional<ControlRecord> record = ControlSteps.of(step);
        if (record.isEmpty() || !(record.get() instanceof ControlRecord.Define define)) {
            return Optional.empty();
        }
        try {
            RolloutDefinition definition = DefinitionReader.read(define.definition());
            return definition.id().equals(define.rolloutId())
                    ? Optional.of(
                            new KnownRollout(definition, RolloutView.of(define), List.of(step)))
                    : Optional.empty();
        } catch (DefinitionException e) {
            return Optional.empty();
        }
    }

    /** After one more step; this if it does not count. */
    KnownRollout after(RolloutControl step) {
        RolloutView next =
                ControlSteps.of(step).map(record -> view.after(record, definition)).orElse(view);
        if (next.version() == view.version()) {
            return this;
        }
        List<RolloutControl> more = new ArrayList<>(steps);
        more.add(step);
        return new KnownRollout(definition, next, more);
    }

    /** Why it stands where it stands, in a few words; empty if there is nothing to say. */
    public String because() {
        if (view.status() == RolloutStatus.DEFINED) {
            int missing = definition.approvals() - view.approvers().size();
            if (!view.started()) {
                return "not started";
            }
            return missing > 0 ? "approvals missing: " + missing : "waits for the job rollout";
        }
        if (view.status().isOpen() && view.asking() && !view.approved()) {
            return "approval asked for stage " + (view.stage() + 2);
        }
        return steps.stream()
                .map(KnownRollout::reason)
                .filter(Objects::nonNull)
                .reduce((first, second) -> second)
                .orElse("");
    }

    /** What a person ordered, or why the job decided so; null if nothing had to be weighed. */
    private static String reason(RolloutControl step) {
        boolean ordered =
                step.getKind() == RolloutControlKind.COMMAND
                        && step.getCommand() != RolloutCommand.APPROVE
                        && step.getCommand() != RolloutCommand.START;
        return ordered ? step.getCommand() + " by " + step.getActor() : step.getReason();
    }
}
