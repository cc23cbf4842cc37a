package io.fleetstream.jobs.ingest.domain.enrich;

import io.fleetstream.jobs.ingest.domain.ParsedMetric;
import io.fleetstream.jobs.ingest.state.ModelRow;
import io.fleetstream.jobs.ingest.state.QuantityRow;
import io.fleetstream.schemas.Metric;
import io.fleetstream.schemas.Quality;

/**
 * Judges a value by the device's model. A value is never dropped: outside the range of the model it
 * is BAD; in another unit than the model's it cannot be compared and is UNCERTAIN; otherwise, and
 * where no model speaks of it, GOOD. A unit the device does not send is the model's.
 */
public final class QualityRules {
    private QualityRules() {}

    /**
     * The metric as it is stored.
     *
     * @param model null if the device has none, or none that is known
     */
    public static Metric judge(ParsedMetric metric, ModelRow model) {
        QuantityRow quantity = model == null ? null : model.quantities().get(metric.name());
        if (quantity == null) {
            return new Metric(
                    metric.name(), metric.value(), metric.unit(), Quality.GOOD, null, null, null);
        }
        String unit = metric.unit() == null ? quantity.unit() : metric.unit();
        return new Metric(
                metric.name(), metric.value(), unit, quality(metric, quantity), null, null, null);
    }

    private static Quality quality(ParsedMetric metric, QuantityRow quantity) {
        boolean comparable =
                metric.unit() == null
                        || quantity.unit() == null
                        || metric.unit().equals(quantity.unit());
        if (!comparable) {
            return Quality.UNCERTAIN;
        }
        boolean below = quantity.min() != null && metric.value() < quantity.min();
        boolean above = quantity.max() != null && metric.value() > quantity.max();
        return below || above ? Quality.BAD : Quality.GOOD;
    }
}
