package io.fleetstream.emulator.payload;

import com.fasterxml.jackson.core.JsonGenerator;
import io.fleetstream.emulator.signal.MetricDefinition;
import io.fleetstream.emulator.signal.TelemetryEvent;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;

/** Writes samples as SenML or compact arrays, and edge aggregates. */
final class CompactWriter {
    private final boolean units;

    CompactWriter(boolean units) {
        this.units = units;
    }

    /** Base name is the device id and a colon; base time the first sample's; then relative. */
    void senml(JsonGenerator json, List<TelemetryEvent> events, Stamp stamp) throws IOException {
        long base = events.get(0).timestampMs();
        boolean first = true;
        json.writeStartArray();
        for (TelemetryEvent event : events) {
            List<MetricDefinition> metrics = event.device().profile().metrics();
            for (int i = 0; i < metrics.size(); i++) {
                if (event.reports(i)) {
                    json.writeStartObject();
                    if (first) {
                        json.writeStringField("bn", event.device().id() + ":");
                        json.writeNumberField("bt", seconds(stamp.clock(base)));
                        first = false;
                    }
                    json.writeStringField("n", metrics.get(i).name());
                    if (event.timestampMs() != base) {
                        json.writeNumberField("t", seconds(event.timestampMs() - base));
                    }
                    unit(json, "u", metrics.get(i));
                    json.writeFieldName("v");
                    ReadingWriter.number(json, metrics.get(i), event.values().get(i));
                    json.writeEndObject();
                }
            }
        }
        json.writeEndArray();
    }

    /** The first metric; {@code interval} in seconds is the mean distance of the samples. */
    void arrays(JsonGenerator json, List<TelemetryEvent> events, Stamp stamp) throws IOException {
        TelemetryEvent first = events.get(0);
        MetricDefinition metric = first.device().profile().metrics().get(0);
        json.writeStartObject();
        ReadingWriter.head(json, first.device(), stamp, stamp.clock(first.timestampMs()));
        json.writeNumberField("interval", seconds(meanInterval(events)));
        json.writeStringField("metric", metric.name());
        json.writeArrayFieldStart("values");
        for (TelemetryEvent event : events) {
            ReadingWriter.number(json, metric, event.values().get(0));
        }
        json.writeEndArray();
        unit(json, "unit", metric);
        json.writeEndObject();
    }

    void summary(JsonGenerator json, Content.Summary summary, Stamp stamp) throws IOException {
        json.writeStartObject();
        ReadingWriter.head(json, summary.device(), stamp, stamp.clock(summary.timestampMs()));
        json.writeNumberField("window_s", plain(summary.windowSeconds()));
        json.writeObjectFieldStart("metrics");
        for (MetricSummary metric : summary.metrics()) {
            json.writeObjectFieldStart(metric.definition().name());
            json.writeNumberField("count", metric.count());
            json.writeNumberField("mean", rounded(metric.mean()));
            json.writeNumberField("min", metric.min());
            json.writeNumberField("max", metric.max());
            json.writeNumberField("std", rounded(metric.deviation()));
            unit(json, "unit", metric.definition());
            json.writeEndObject();
        }
        json.writeEndObject();
        json.writeEndObject();
    }

    private static long meanInterval(List<TelemetryEvent> events) {
        if (events.size() == 1) {
            return 1000;
        }
        long whole = events.get(events.size() - 1).timestampMs() - events.get(0).timestampMs();
        return Math.max(1, whole / (events.size() - 1));
    }

    private void unit(JsonGenerator json, String name, MetricDefinition metric) throws IOException {
        if (units) {
            json.writeStringField(name, metric.unit());
        }
    }

    /** Exact: a double would lose the milliseconds of an epoch here and there. */
    private static BigDecimal seconds(long ms) {
        return plain(BigDecimal.valueOf(ms, 3));
    }

    private static BigDecimal plain(double value) {
        return plain(BigDecimal.valueOf(value));
    }

    private static BigDecimal plain(BigDecimal value) {
        BigDecimal shortest = value.stripTrailingZeros();
        return shortest.scale() < 0 ? shortest.setScale(0) : shortest;
    }

    /** Six digits after the point are finer than any sensor here. */
    private static double rounded(double value) {
        return Math.rint(value * 1e6) / 1e6;
    }
}
