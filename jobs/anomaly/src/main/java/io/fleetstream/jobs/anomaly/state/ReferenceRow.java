package io.fleetstream.jobs.anomaly.state;

/**
 * Something that every device is to know.
 *
 * @param rule a rule; null if it is none
 * @param cohort a cohort; null if it is none
 */
public record ReferenceRow(RuleRow rule, CohortRow cohort) {
    /** A rule. */
    public static ReferenceRow of(RuleRow rule) {
        return new ReferenceRow(rule, null);
    }

    /** A cohort. */
    public static ReferenceRow of(CohortRow cohort) {
        return new ReferenceRow(null, cohort);
    }
}
