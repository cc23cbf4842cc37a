package io.fleetstream.jobs.ingest.domain.quality;

import io.fleetstream.jobs.ingest.domain.ParsedMetric;
import io.fleetstream.jobs.ingest.domain.ParsedReading;
import io.fleetstream.jobs.ingest.domain.units.Conversion;
import io.fleetstream.jobs.ingest.domain.units.UnitConversions;
import io.fleetstream.jobs.ingest.state.LastValues;
import io.fleetstream.jobs.ingest.state.ModelRow;
import io.fleetstream.jobs.ingest.state.QuantityRow;
import io.fleetstream.schemas.Metric;
import io.fleetstream.schemas.Quality;
import io.fleetstream.schemas.QualityReason;
import io.fleetstream.schemas.SampleSummary;
import io.fleetstream.schemas.UnknownMetrics;
import java.util.ArrayList;
import java.util.List;

/**
 * Brings values into the units of the device's model and judges them. A value is never dropped. Of
 * several reasons the first counts:
 *
 * <ol>
 *   <li>UNKNOWN_FIELD, UNCERTAIN: the model does not list the metric, and marks those.
 *   <li>UNKNOWN_UNIT, UNCERTAIN: the unit does not convert to the model's; value and unit stay as
 *       sent and cannot be judged further.
 *   <li>OUT_OF_RANGE, BAD: the value, or least or greatest of a summary, is outside the range, or
 *       too great for a double in the model's unit; then value and unit stay as sent.
 *   <li>OUT_OF_ENUM, BAD: the value is none of those the model allows; never of a summary, whose
 *       value is a mean.
 *   <li>RATE_OF_CHANGE, BAD: it changed too fast, see {@link RateMemory}; values that are marked
 *       for another reason are not compared with.
 * </ol>
 *
 * <p>A unit the device does not send is the model's; a model without a unit takes any. Not
 * thread-safe.
 */
public final class QualityRules {
    private final UnitConversions units;

    /** Converts by {@code units}. */
    public QualityRules(UnitConversions units) {
        this.units = units;
    }

    /**
     * The metrics as they are stored.
     *
     * @param model null if the device has none, or none that is known: then all is as sent
     * @param eventTime of the reading, microseconds since the epoch
     * @param before what is remembered of the device; null for nothing
     */
    public Judgement judge(
            ParsedReading reading, ModelRow model, long eventTime, LastValues before) {
        List<Metric> metrics = new ArrayList<>(reading.metrics().size());
        if (model == null) {
            for (ParsedMetric metric : reading.metrics()) {
                metrics.add(asSent(metric, Quality.GOOD, null));
            }
            return new Judgement(metrics, before);
        }
        RateMemory memory = RateMemory.of(before, model, eventTime);
        for (ParsedMetric metric : reading.metrics()) {
            metrics.add(judge(metric, model, eventTime, memory));
        }
        return new Judgement(metrics, memory.after());
    }

    private Metric judge(ParsedMetric metric, ModelRow model, long eventTime, RateMemory memory) {
        QuantityRow quantity = model.quantities().get(metric.name());
        if (quantity == null) {
            return model.unknownMetrics() == UnknownMetrics.MARK
                    ? asSent(metric, Quality.UNCERTAIN, QualityReason.UNKNOWN_FIELD)
                    : asSent(metric, Quality.GOOD, null);
        }
        String sent = metric.unit();
        String unit = quantity.unit();
        if (sent == null || unit == null || sent.equals(unit)) {
            QualityReason reason = reason(metric, quantity, eventTime, memory);
            return stored(metric, sent == null ? unit : sent, null, reason);
        }
        Conversion conversion = units.between(sent, unit);
        if (conversion == null) {
            return asSent(metric, Quality.UNCERTAIN, QualityReason.UNKNOWN_UNIT);
        }
        ParsedMetric converted = Converted.of(metric, conversion, unit);
        return converted == null
                ? asSent(metric, Quality.BAD, QualityReason.OUT_OF_RANGE)
                : stored(converted, unit, sent, reason(converted, quantity, eventTime, memory));
    }

    /** Why a value in the model's unit is not to be believed; null if it is. */
    private static QualityReason reason(
            ParsedMetric metric, QuantityRow quantity, long eventTime, RateMemory memory) {
        if (!ValueRules.isInRange(metric, quantity)) {
            return QualityReason.OUT_OF_RANGE;
        }
        if (!ValueRules.isAllowed(metric, quantity)) {
            return QualityReason.OUT_OF_ENUM;
        }
        if (quantity.maxRate() != null && !memory.believes(quantity, metric.value(), eventTime)) {
            return QualityReason.RATE_OF_CHANGE;
        }
        return null;
    }

    private static Metric stored(
            ParsedMetric metric, String unit, String sentUnit, QualityReason reason) {
        Quality quality = reason == null ? Quality.GOOD : Quality.BAD;
        return new Metric(
                metric.name(),
                metric.value(),
                unit,
                quality,
                reason,
                sentUnit,
                summary(metric.summary()));
    }

    private static Metric asSent(ParsedMetric metric, Quality quality, QualityReason reason) {
        return new Metric(
                metric.name(),
                metric.value(),
                metric.unit(),
                quality,
                reason,
                null,
                summary(metric.summary()));
    }

    private static SampleSummary summary(io.fleetstream.jobs.ingest.domain.SampleSummary summary) {
        return summary == null
                ? null
                : new SampleSummary(summary.count(), summary.min(), summary.max(), summary.std());
    }
}
