package io.fleetstream.jobs.rollout.domain.rollout;

/** A record of the log of control: one order of everything that was said about rollouts. */
public sealed interface ControlRecord {
    /** Which rollout. */
    String rolloutId();

    /** When, epoch milliseconds. */
    long at();

    /**
     * A rollout is defined.
     *
     * @param definition YAML
     * @param by who
     */
    record Define(String rolloutId, long at, String definition, String by)
            implements ControlRecord {}

    /**
     * Somebody asks for something.
     *
     * @param expects version of the rollout it was asked for; null for whichever
     * @param by who
     */
    record Command(String rolloutId, long at, ControlCommand command, Long expects, String by)
            implements ControlRecord {}

    /**
     * The controller decides.
     *
     * @param expects version of the rollout it decided for; at any other it counts for nothing
     */
    record Decided(String rolloutId, long at, long expects, ControlDecision decision)
            implements ControlRecord {}
}
