package io.fleetstream.jobs.ingest.domain;

/**
 * One value as the device sent it.
 *
 * @param name name of the quantity
 * @param value finite; booleans are 1 and 0
 * @param unit as sent; null if the device does not say
 */
public record ParsedMetric(String name, double value, String unit) {}
