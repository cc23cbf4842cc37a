package io.fleetstream.cli.rollout;

import io.fleetstream.jobs.rollout.domain.rollout.ControlRecord;
import io.fleetstream.jobs.rollout.domain.rollout.DefinitionException;
import io.fleetstream.jobs.rollout.domain.rollout.DefinitionReader;
import io.fleetstream.jobs.rollout.domain.rollout.RolloutDefinition;
import io.fleetstream.jobs.rollout.domain.rollout.RolloutView;
import io.fleetstream.schemas.RolloutControl;
import java.util.ArrayList;
import java.util.List;
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

    /** What was said last with a reason; null if nothing was. */
    public RolloutControl weighed() {
        return steps.stream()
                .filter(step -> step.getReason() != null)
                .reduce((first, second) -> second)
                .orElse(null);
    }
}
