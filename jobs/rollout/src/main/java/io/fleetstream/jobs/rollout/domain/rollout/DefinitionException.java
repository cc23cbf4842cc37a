package io.fleetstream.jobs.rollout.domain.rollout;

import java.io.Serial;
import java.util.List;

/** A definition that cannot be used; the message lists everything that is wrong. */
public final class DefinitionException extends Exception {
    @Serial private static final long serialVersionUID = 1;

    private final List<String> problems;

    /** With everything that is wrong. */
    public DefinitionException(List<String> problems) {
        super(String.join("; ", problems));
        this.problems = List.copyOf(problems);
    }

    /** Each says key, value and what is expected. */
    public List<String> problems() {
        return problems;
    }
}
