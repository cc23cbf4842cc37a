package io.fleetstream.jobs.ingest.state;

/**
 * One quantity of a device model.
 *
 * @param unit UCUM code; null if it has none
 * @param min lowest believable value, inclusive, in unit; null for no bound
 * @param max highest believable value, inclusive, in unit; null for no bound
 * @param maxRate fastest believable change, unit per second; null for no bound
 * @param rateSlot where {@link LastValues} keeps its last value; meaningless without a rate
 * @param allowed the only believable values; null for no such list
 */
@SuppressWarnings("ArrayRecordComponent") // compact in state; never compared, never changed
public record QuantityRow(
        String unit, Double min, Double max, Double maxRate, int rateSlot, double[] allowed) {

    /** A quantity with a range alone. */
    public QuantityRow(String unit, Double min, Double max) {
        this(unit, min, max, null, 0, null);
    }
}
