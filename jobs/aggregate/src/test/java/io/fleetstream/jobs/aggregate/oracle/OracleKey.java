package io.fleetstream.jobs.aggregate.oracle;

import io.fleetstream.schemas.AggregateScope;
import io.fleetstream.schemas.WindowAggregate;
import java.time.temporal.ChronoUnit;

/** Which window of what. */
public record OracleKey(
        AggregateScope scope, String subject, String metric, String window, long start) {

    /** That of a row. */
    public static OracleKey of(WindowAggregate row) {
        return new OracleKey(
                row.getScope(),
                row.getSubject(),
                row.getMetric(),
                row.getWindowName(),
                ChronoUnit.MICROS.between(java.time.Instant.EPOCH, row.getWindowStart()));
    }
}
