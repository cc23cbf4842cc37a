package io.fleetstream.jobs.ingest.domain;

/**
 * One value as the device sent it.
 *
 * @param name name of the quantity
 * @param value finite; booleans are 1 and 0
 * @param unit as sent; null if the device does not say
 * @param summary null for a plain value; otherwise {@code value} is the mean of many
 */
public record ParsedMetric(String name, double value, String unit, SampleSummary summary) {

    /** A plain value. */
    public ParsedMetric(String name, double value, String unit) {
        this(name, value, unit, null);
    }
}
