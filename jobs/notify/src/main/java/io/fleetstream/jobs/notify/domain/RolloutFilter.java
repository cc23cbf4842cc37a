package io.fleetstream.jobs.notify.domain;

import io.fleetstream.schemas.RolloutState;
import java.io.Serializable;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Which steps of rollouts a target is told of; never of numbers of devices alone.
 *
 * @param rollouts names of rollouts, with {@code *} for any text; empty for all
 * @param steps what must have happened
 */
public record RolloutFilter(List<String> rollouts, Set<RolloutStep> steps) implements Serializable {
    /** Whatever stops a rollout, of all of them. */
    public static final RolloutFilter STOPS = new RolloutFilter(List.of(), RolloutStep.STOPS);

    private static final long serialVersionUID = 1L;

    /** Makes the collections unmodifiable. */
    public RolloutFilter {
        rollouts = List.copyOf(rollouts);
        steps = Set.copyOf(steps);
    }

    /** The filter, ready to judge. */
    public Predicate<RolloutState> compile() {
        List<Pattern> patterns = Glob.patterns(rollouts);
        return state ->
                state.getStepKind() != null
                        && steps.contains(RolloutStep.of(state.getStep()))
                        && Glob.match(patterns, state.getRolloutId());
    }
}
