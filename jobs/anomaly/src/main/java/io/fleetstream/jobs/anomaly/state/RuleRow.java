package io.fleetstream.jobs.anomaly.state;

/**
 * A version of a rule, as text: what it compiles to is never stored.
 *
 * @param id name
 * @param version as the operator counts
 * @param definition YAML; null if there is no such rule any more
 */
public record RuleRow(String id, int version, String definition) {}
