package io.fleetstream.jobs.ingest.state;

/**
 * One quantity of a device model.
 *
 * @param unit UCUM code; null if it has none
 * @param min lowest believable value, inclusive; null for no bound
 * @param max highest believable value, inclusive; null for no bound
 */
public record QuantityRow(String unit, Double min, Double max) {}
