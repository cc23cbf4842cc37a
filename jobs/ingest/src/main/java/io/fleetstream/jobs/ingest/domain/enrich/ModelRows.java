package io.fleetstream.jobs.ingest.domain.enrich;

import io.fleetstream.jobs.ingest.state.ModelRow;
import io.fleetstream.jobs.ingest.state.QuantityRow;
import io.fleetstream.schemas.DeviceModel;
import io.fleetstream.schemas.MetricSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** What is kept of a device model. */
public final class ModelRows {
    private static final double MICROS_PER_SECOND = 1e6;

    private ModelRows() {}

    /** The row; where the model names a metric twice, the last one counts. */
    public static ModelRow of(DeviceModel model) {
        Map<String, MetricSpec> specs = new LinkedHashMap<>();
        for (MetricSpec spec : model.getMetrics()) {
            specs.put(spec.getName(), spec);
        }
        List<String> limited = rateLimited(specs);
        Map<String, QuantityRow> quantities = new HashMap<>(2 * specs.size());
        List<String> required = new ArrayList<>();
        for (MetricSpec spec : specs.values()) {
            quantities.put(spec.getName(), quantity(spec, limited.indexOf(spec.getName())));
            if (spec.getRequired()) {
                required.add(spec.getName());
            }
        }
        return new ModelRow(
                quantities,
                required,
                limited.size(),
                limited.hashCode(),
                model.getUnknownMetrics(),
                model.getTimeAuthority(),
                model.getClockPolicy(),
                micros(model.getMaxAgeSeconds()),
                micros(model.getMaxAheadSeconds()),
                micros(model.getLateToleranceSeconds()),
                model.getLatePolicy(),
                model.getMaxMessagesPerSecond());
    }

    /** Sorted, so that another order of the same metrics keeps the slots. */
    private static List<String> rateLimited(Map<String, MetricSpec> specs) {
        TreeSet<String> names = new TreeSet<>();
        for (MetricSpec spec : specs.values()) {
            if (spec.getMaxRatePerSecond() != null) {
                names.add(spec.getName());
            }
        }
        return new ArrayList<>(names);
    }

    private static QuantityRow quantity(MetricSpec spec, int rateSlot) {
        List<Double> allowed = spec.getAllowed();
        return new QuantityRow(
                spec.getUnit(),
                spec.getMin(),
                spec.getMax(),
                spec.getMaxRatePerSecond(),
                Math.max(0, rateSlot),
                allowed == null
                        ? null
                        : allowed.stream().mapToDouble(Double::doubleValue).sorted().toArray());
    }

    private static Long micros(Double seconds) {
        return seconds == null ? null : Math.round(seconds * MICROS_PER_SECOND);
    }
}
