package io.fleetstream.jobs.aggregate.oracle;

import io.fleetstream.jobs.aggregate.domain.Place;
import io.fleetstream.jobs.aggregate.domain.Summary;

/**
 * A value as it is in the end.
 *
 * @param excluded too old at its arrival for the roll-ups
 * @param replaced whether there was another one at its time before
 */
record OracleValue(
        String device,
        Place place,
        long time,
        double value,
        String unit,
        byte quality,
        Summary summary,
        long receivedAt,
        boolean excluded,
        boolean replaced) {

    /** Whether sending it again changes nothing. */
    boolean same(OracleValue other) {
        return place.equals(other.place)
                && Double.compare(value, other.value) == 0
                && java.util.Objects.equals(unit, other.unit)
                && quality == other.quality
                && java.util.Objects.equals(summary, other.summary);
    }
}
