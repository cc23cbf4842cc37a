package io.fleetstream.jobs.anomaly.function;

import io.fleetstream.jobs.anomaly.domain.condition.Cohort;
import io.fleetstream.jobs.anomaly.domain.condition.CohortSketch;
import io.fleetstream.jobs.anomaly.domain.watch.Attributes;
import io.fleetstream.jobs.anomaly.domain.watch.Cohorts;
import io.fleetstream.jobs.anomaly.state.CohortRow;
import io.fleetstream.jobs.anomaly.state.ReferenceRow;
import io.fleetstream.jobs.common.Micros;
import io.fleetstream.schemas.AggregateScope;
import io.fleetstream.schemas.WindowAggregate;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Cohorts of devices of one organisation and model. For one thread. */
final class ModelCohorts implements Cohorts {
    private final Map<String, CohortRow> rows = new HashMap<>();

    /** Takes a row. Returns whether it is not of an older window than the one before. */
    boolean put(CohortRow row) {
        CohortRow before = rows.get(row.key());
        if (before != null && before.windowStart() > row.windowStart()) {
            return false;
        }
        rows.put(row.key(), row);
        return true;
    }

    @Override
    public Cohort of(Attributes device, String metric) {
        CohortRow row = rows.get(CohortRow.key(device.org(), device.model(), metric));
        return row == null ? null : new Cohort(row.median(), row.deviation(), row.devices());
    }

    /** What a window says of a cohort; empty for one of something else, or that is still open. */
    static Optional<ReferenceRow> row(WindowAggregate row, String window) {
        if (row.getScope() != AggregateScope.MODEL
                || !row.getWindowName().equals(window)
                || row.getEarly()
                || row.getSketch() == null) {
            return Optional.empty();
        }
        Cohort cohort = CohortSketch.cohort(bytes(row.getSketch()), row.getDevices());
        String key = CohortRow.key(row.getOrg(), row.getModel(), row.getMetric());
        return Optional.of(
                ReferenceRow.of(
                        new CohortRow(
                                key,
                                Micros.of(row.getWindowStart()),
                                cohort.median(),
                                cohort.deviation(),
                                cohort.devices())));
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }
}
