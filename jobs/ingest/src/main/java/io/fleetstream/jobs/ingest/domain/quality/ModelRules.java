package io.fleetstream.jobs.ingest.domain.quality;

import io.fleetstream.jobs.ingest.domain.ParsedMetric;
import io.fleetstream.jobs.ingest.domain.ParsedReading;
import io.fleetstream.jobs.ingest.domain.RejectedException;
import io.fleetstream.jobs.ingest.state.ModelRow;
import io.fleetstream.schemas.ReasonCode;
import io.fleetstream.schemas.UnknownMetrics;
import java.util.List;

/** Whether a reading has the metrics its device's model asks for, and no others. */
public final class ModelRules {
    private ModelRules() {}

    /**
     * Refuses a reading that breaks its model.
     *
     * @param model null if the device has none, or none that is known: then everything passes
     * @throws RejectedException UNKNOWN_FIELD for a metric the model does not list, where it
     *     rejects those; MISSING_FIELD without a metric it requires, unless the reading is an
     *     aggregate; {@code path} is the metric's name as a JSON pointer
     */
    public static void check(ParsedReading reading, ModelRow model) throws RejectedException {
        if (model == null) {
            return;
        }
        if (model.unknownMetrics() == UnknownMetrics.REJECT) {
            checkKnown(reading.metrics(), model);
        }
        if (!model.required().isEmpty() && !isAggregate(reading)) {
            checkComplete(reading.metrics(), model);
        }
    }

    private static void checkKnown(List<ParsedMetric> metrics, ModelRow model)
            throws RejectedException {
        for (ParsedMetric metric : metrics) {
            if (!model.quantities().containsKey(metric.name())) {
                throw new RejectedException(
                        ReasonCode.UNKNOWN_FIELD,
                        pointer(metric.name()),
                        "the device model does not list this metric");
            }
        }
    }

    private static void checkComplete(List<ParsedMetric> metrics, ModelRow model)
            throws RejectedException {
        int next = 0;
        for (String name : model.required()) {
            int found = indexOf(metrics, name, next);
            if (found < 0) {
                throw new RejectedException(
                        ReasonCode.MISSING_FIELD,
                        pointer(name),
                        "the device model requires this metric");
            }
            next = found + 1;
        }
    }

    /** Looks from a place on and around: devices send metrics mostly in the order of the model. */
    private static int indexOf(List<ParsedMetric> metrics, String name, int from) {
        int size = metrics.size();
        for (int i = 0; i < size; i++) {
            int index = (from + i) % size;
            if (metrics.get(index).name().equals(name)) {
                return index;
            }
        }
        return -1;
    }

    /** An edge aggregate or an array speaks of one metric at a time. */
    private static boolean isAggregate(ParsedReading reading) {
        return reading.windowMicros() != null || reading.metrics().get(0).summary() != null;
    }

    private static String pointer(String name) {
        return "/" + name.replace("~", "~0").replace("/", "~1");
    }
}
