package io.fleetstream.emulator.replay;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds the metrics of a line. */
final class MetricsMapper {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final Mapping mapping;
    private final boolean textual;
    private final Set<JsonPointer> taken = new HashSet<>();

    MetricsMapper(Mapping mapping) {
        this.mapping = mapping;
        this.textual = mapping.format.isCsv(); // where numbers are texts, too
        mapping.sequence.ifPresent(taken::add);
        mapping.time.ifPresent(time -> taken.add(time.pointer()));
        mapping.receivedAt.ifPresent(time -> taken.add(time.pointer()));
        mapping.deviceId.pointer().ifPresent(taken::add);
        mapping.bootId.flatMap(FieldSource::pointer).ifPresent(taken::add);
        mapping.firmware.flatMap(FieldSource::pointer).ifPresent(taken::add);
    }

    /** The metrics as they are published; empty if there are none. */
    ObjectNode of(JsonNode line) {
        ObjectNode found = NODES.objectNode();
        mapping.allMetricsOf.ifPresent(base -> addAll(found, line.at(base), base));
        mapping.metrics.forEach(
                (name, source) -> {
                    JsonNode value = line.at(source.pointer());
                    if (!value.isMissingNode() && !value.isNull()) {
                        add(found, name, scaled(value, source.scale()), source.unit());
                    }
                });
        return found;
    }

    /** All fields that are numbers or booleans, and not used for something else. */
    private void addAll(ObjectNode found, JsonNode parent, JsonPointer base) {
        for (Map.Entry<String, JsonNode> field : parent.properties()) {
            String name = field.getKey();
            JsonNode value = textual ? numeric(field.getValue()) : field.getValue();
            boolean usable = value.isNumber() || value.isBoolean();
            if (usable
                    && !mapping.exclude.contains(name)
                    && !taken.contains(base.appendProperty(name))) {
                add(found, name, value, Optional.ofNullable(mapping.units.get(name)));
            }
        }
    }

    private static void add(ObjectNode found, String name, JsonNode value, Optional<String> unit) {
        if (unit.isPresent()) {
            found.putObject(name).put("unit", unit.get()).set("value", value);
        } else {
            found.set(name, value);
        }
    }

    private static JsonNode scaled(JsonNode value, Optional<BigDecimal> scale) {
        JsonNode number = numeric(value);
        return scale.isPresent() && number.isNumber()
                ? DecimalNode.valueOf(number.decimalValue().multiply(scale.get()))
                : number;
    }

    /** A text that is a number becomes one; any other is passed on for ingest to refuse. */
    private static JsonNode numeric(JsonNode value) {
        if (!value.isTextual()) {
            return value;
        }
        try {
            return DecimalNode.valueOf(new BigDecimal(value.asText().strip()));
        } catch (NumberFormatException e) {
            return value;
        }
    }
}
