package io.fleetstream.jobs.shadow.state;

/**
 * What most devices of a cohort report at a path.
 *
 * @param value JSON, or a digest of it; null if no value has more than half of them
 * @param since time of the look that found it first, milliseconds since the epoch
 */
public record DriftMajority(String value, long since) {}
