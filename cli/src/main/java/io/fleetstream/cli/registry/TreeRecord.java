package io.fleetstream.cli.registry;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;

/**
 * Avro records from trees as an operator writes them: a field that is left out takes its default, a
 * name that is no field is refused, and every complaint names the place by its JSON pointer.
 */
final class TreeRecord {
    private TreeRecord() {}

    /**
     * The record.
     *
     * @throws BadFieldException naming the first place that is wrong
     */
    static <T extends SpecificRecord> T of(JsonNode tree, Class<T> type) throws BadFieldException {
        SpecificData model = SpecificData.getForClass(type);
        return type.cast(record(tree, model.getSchema(type), model, ""));
    }

    private static Object record(JsonNode tree, Schema schema, SpecificData model, String path)
            throws BadFieldException {
        if (!tree.isObject()) {
            throw bad(path, tree, "an object");
        }
        for (Iterator<String> names = tree.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (schema.getField(name) == null) {
                throw new BadFieldException(
                        path + "/" + name + " is no field; accepted: " + names(schema));
            }
        }
        Object record = model.newRecord(null, schema);
        for (Schema.Field field : schema.getFields()) {
            JsonNode value = tree.get(field.name());
            String at = path + "/" + field.name();
            if (value != null && !value.isNull()) {
                model.setField(
                        record, field.name(), field.pos(), value(value, field.schema(), model, at));
            } else if (field.hasDefaultValue()) {
                model.setField(record, field.name(), field.pos(), model.getDefaultValue(field));
            } else {
                throw new BadFieldException(at + " is missing: " + field.doc());
            }
        }
        return record;
    }

    private static Object value(JsonNode value, Schema schema, SpecificData model, String path)
            throws BadFieldException {
        return switch (schema.getType()) {
            case UNION -> value(value, notNull(schema), model, path);
            case RECORD -> record(value, schema, model, path);
            case ARRAY -> array(value, schema.getElementType(), model, path);
            case MAP -> map(value, schema.getValueType(), model, path);
            case STRING -> {
                if (value.isContainerNode()) {
                    throw bad(path, value, "a text");
                }
                yield value.asText();
            }
            case INT, LONG -> {
                if (schema.getLogicalType() != null) {
                    yield instant(value, path);
                }
                if (!value.isIntegralNumber()) {
                    throw bad(path, value, "a whole number");
                }
                // No conditional expression: it would make a Long of both.
                if (schema.getType() == Schema.Type.INT) {
                    yield value.intValue();
                }
                yield value.longValue();
            }
            case DOUBLE -> {
                if (!value.isNumber()) {
                    throw bad(path, value, "a number");
                }
                yield value.doubleValue();
            }
            case BOOLEAN -> {
                if (!value.isBoolean()) {
                    throw bad(path, value, "true or false");
                }
                yield value.booleanValue();
            }
            case ENUM -> {
                String symbol = value.asText().toUpperCase(Locale.ROOT);
                if (!schema.hasEnumSymbol(symbol)) {
                    throw bad(path, value, schema.getEnumSymbols().toString());
                }
                yield model.createEnum(symbol, schema);
            }
            default -> throw new IllegalStateException(schema.getType() + " at " + path);
        };
    }

    private static Instant instant(JsonNode value, String path) throws BadFieldException {
        try {
            return Instant.parse(value.asText());
        } catch (DateTimeParseException e) {
            throw bad(path, value, "a time such as 2026-03-01T12:00:00Z");
        }
    }

    private static List<Object> array(
            JsonNode value, Schema element, SpecificData model, String path)
            throws BadFieldException {
        if (!value.isArray()) {
            throw bad(path, value, "a list");
        }
        List<Object> list = new ArrayList<>();
        for (JsonNode each : value) {
            list.add(value(each, element, model, path + "/" + list.size()));
        }
        return list;
    }

    private static Map<String, Object> map(
            JsonNode value, Schema element, SpecificData model, String path)
            throws BadFieldException {
        if (!value.isObject()) {
            throw bad(path, value, "an object");
        }
        Map<String, Object> map = new HashMap<>();
        for (Map.Entry<String, JsonNode> each : value.properties()) {
            map.put(
                    each.getKey(),
                    value(each.getValue(), element, model, path + "/" + each.getKey()));
        }
        return map;
    }

    private static Schema notNull(Schema union) {
        return union.getTypes().stream()
                .filter(type -> type.getType() != Schema.Type.NULL)
                .findFirst()
                .orElseThrow();
    }

    private static String names(Schema schema) {
        return String.join(", ", schema.getFields().stream().map(Schema.Field::name).toList());
    }

    private static BadFieldException bad(String path, JsonNode value, String accepted) {
        return new BadFieldException(
                (path.isEmpty() ? "the document" : path)
                        + " is "
                        + value
                        + "; accepted: "
                        + accepted);
    }
}
