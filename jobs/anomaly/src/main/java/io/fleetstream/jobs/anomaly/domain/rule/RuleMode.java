package io.fleetstream.jobs.anomaly.domain.rule;

/** Whether somebody is told of a rule's alarms. */
public enum RuleMode {
    /** Told. */
    LIVE,
    /** Counted and written, marked as of a rule on trial; nobody is told. */
    SHADOW,
    /** Not looked at. */
    OFF
}
