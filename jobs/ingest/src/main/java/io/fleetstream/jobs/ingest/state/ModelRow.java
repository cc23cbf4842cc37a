package io.fleetstream.jobs.ingest.state;

import io.fleetstream.schemas.ClockPolicy;
import io.fleetstream.schemas.LatePolicy;
import io.fleetstream.schemas.TimeAuthority;
import io.fleetstream.schemas.UnknownMetrics;
import java.util.List;
import java.util.Map;

/**
 * What a device model measures, and how its messages are treated. Durations in microseconds.
 *
 * @param quantities by name of the metric
 * @param required names of the metrics without which a reading is refused
 * @param rateLimited number of quantities with a bound on their rate of change
 * @param rateLayout tells one assignment of slots to quantities from another
 * @param unknownMetrics what becomes of metrics it does not list
 * @param timeAuthority whose clock gives event time
 * @param clockPolicy what becomes of a clock that is steadily wrong
 * @param maxAge how far event time may lie before arrival; null takes the job's setting
 * @param maxAhead how far event time may lie after arrival; null takes the job's setting
 * @param lateTolerance what lies further before arrival is late; null for never
 * @param latePolicy what becomes of late readings
 * @param maxMessagesPerSecond steady rate of a device; null takes the job's setting
 */
public record ModelRow(
        Map<String, QuantityRow> quantities,
        List<String> required,
        int rateLimited,
        int rateLayout,
        UnknownMetrics unknownMetrics,
        TimeAuthority timeAuthority,
        ClockPolicy clockPolicy,
        Long maxAge,
        Long maxAhead,
        Long lateTolerance,
        LatePolicy latePolicy,
        Double maxMessagesPerSecond) {

    /** Fills in what an older savepoint does not have. */
    public ModelRow {
        required = required == null ? List.of() : required;
        unknownMetrics = unknownMetrics == null ? UnknownMetrics.ACCEPT : unknownMetrics;
        timeAuthority = timeAuthority == null ? TimeAuthority.DEVICE : timeAuthority;
        clockPolicy = clockPolicy == null ? ClockPolicy.CORRECT : clockPolicy;
        latePolicy = latePolicy == null ? LatePolicy.KEEP : latePolicy;
    }

    /** A model that asks for nothing but units and ranges; without bounds on rates. */
    public ModelRow(Map<String, QuantityRow> quantities) {
        this(
                quantities,
                List.of(),
                0,
                0,
                UnknownMetrics.ACCEPT,
                TimeAuthority.DEVICE,
                ClockPolicy.CORRECT,
                null,
                null,
                null,
                LatePolicy.KEEP,
                null);
    }
}
