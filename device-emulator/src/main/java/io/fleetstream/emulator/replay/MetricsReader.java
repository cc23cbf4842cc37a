package io.fleetstream.emulator.replay;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;

/** Reads the key {@code metrics} of a mapping: {@code from} for all fields, or one by one. */
final class MetricsReader {
    private MetricsReader() {}

    static void read(MappingParts parts, JsonNode value) {
        for (Map.Entry<String, JsonNode> metric : value.properties()) {
            if (metric.getKey().equals("from")) {
                parts.allMetricsOf = Optional.of(MappingReader.pointer(metric.getValue()));
            } else {
                parts.metrics.put(metric.getKey(), source(metric.getValue()));
            }
        }
    }

    private static MetricSource source(JsonNode value) {
        if (value.isTextual()) {
            return new MetricSource(
                    MappingReader.pointer(value), Optional.empty(), Optional.empty());
        }
        Optional<String> unit =
                Optional.of(value.path("unit").asText()).filter(text -> !text.isEmpty());
        Optional<BigDecimal> scale =
                value.path("scale").isNumber()
                        ? Optional.of(new BigDecimal(value.path("scale").asText()))
                        : Optional.empty();
        return new MetricSource(MappingReader.pointer(value.path("pointer")), unit, scale);
    }
}
