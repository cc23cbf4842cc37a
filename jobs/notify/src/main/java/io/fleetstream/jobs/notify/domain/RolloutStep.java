package io.fleetstream.jobs.notify.domain;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** A step of a rollout, whoever took it: people by commands, or the job rollout by decisions. */
public enum RolloutStep {
    /** One that a newer release writes. */
    UNSPECIFIED,
    /** The rollout was defined. */
    DEFINE,
    /** Somebody approved the start, or the next stage. */
    APPROVE,
    /** Somebody started it. */
    START,
    /** Devices are counted. */
    COUNT,
    /** A stage was opened. */
    OPEN,
    /** Devices may be told. */
    RELEASE,
    /** Somebody has to approve. */
    ASK,
    /** Nobody else is told. */
    PAUSE,
    /** Somebody lets it go on. */
    RESUME,
    /** It is over; what is queued is called off. */
    ABORT,
    /** It is over; whoever has the update gets the previous version. */
    ROLLBACK,
    /** Every stage is done. */
    FINISH;

    /** The end of a rollout, by whatever way, and what it cannot go on without a person. */
    public static final Set<RolloutStep> STOPS =
            Collections.unmodifiableSet(EnumSet.of(ASK, PAUSE, ABORT, ROLLBACK, FINISH));

    /** By its name in {@code rollout.states}. */
    static RolloutStep of(String name) {
        for (RolloutStep step : values()) {
            if (step.name().equals(name)) {
                return step;
            }
        }
        return UNSPECIFIED;
    }
}
