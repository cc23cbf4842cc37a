package io.fleetstream.jobs.anomaly.domain.rule;

import java.util.List;

/** A rule that cannot be used; tells everything that is wrong with it, a line each. */
public final class RuleException extends Exception {
    private static final long serialVersionUID = 1;

    /** As lists of texts can be serialised by their array alone. */
    private final String[] problems;

    /** With at least one problem, naming key, value and what is expected. */
    public RuleException(List<String> problems) {
        super(String.join("\n", problems));
        this.problems = problems.toArray(String[]::new);
    }

    /** What is wrong. */
    public List<String> problems() {
        return List.of(problems);
    }
}
