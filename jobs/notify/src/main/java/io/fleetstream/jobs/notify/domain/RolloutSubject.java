package io.fleetstream.jobs.notify.domain;

import io.fleetstream.schemas.RolloutState;
import io.fleetstream.schemas.Topics;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Steps of rollouts, in their order by rollout.
 *
 * @param rollouts which of them
 * @param template null for the state after the step as it is
 */
public record RolloutSubject(RolloutFilter rollouts, Template template)
        implements Subject<RolloutState> {
    private static final long serialVersionUID = 1L;
    private static final Set<String> FIELDS = RecordDocument.fields(RolloutState.getClassSchema());

    @Override
    public String name() {
        return "rollouts";
    }

    @Override
    public String topic() {
        return Topics.ROLLOUT_STATES;
    }

    @Override
    public Class<RolloutState> type() {
        return RolloutState.class;
    }

    @Override
    public Predicate<RolloutState> filter() {
        return rollouts.compile();
    }

    @Override
    public String id(RolloutState state) {
        return state.getRolloutId() + "-" + state.getVersion();
    }

    @Override
    public String lane(RolloutState state) {
        return state.getRolloutId();
    }

    @Override
    public String device(RolloutState state) {
        return null;
    }

    @Override
    public Set<String> fields() {
        return FIELDS;
    }
}
