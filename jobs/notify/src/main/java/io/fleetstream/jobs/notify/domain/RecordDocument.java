package io.fleetstream.jobs.notify.domain;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;

/** Records as JSON: their fields by their names, times in ISO-8601, UTC. */
final class RecordDocument {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private RecordDocument() {}

    /** The names there are. */
    static Set<String> fields(Schema schema) {
        return schema.getFields().stream()
                .map(Schema.Field::name)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** All of it. */
    static ObjectNode of(IndexedRecord row) {
        ObjectNode document = NODES.objectNode();
        for (Schema.Field field : row.getSchema().getFields()) {
            document.set(field.name(), node(row.get(field.pos())));
        }
        return document;
    }

    private static JsonNode node(Object value) {
        if (value == null) {
            return NODES.nullNode();
        } else if (value instanceof Boolean flag) {
            return NODES.booleanNode(flag);
        } else if (value instanceof Integer number) {
            return NODES.numberNode(number);
        } else if (value instanceof Long number) {
            return NODES.numberNode(number);
        } else if (value instanceof Double number) {
            return NODES.numberNode(number);
        } else if (value instanceof Instant time) {
            return NODES.textNode(time.toString());
        } else if (value instanceof IndexedRecord row) {
            return of(row);
        } else if (value instanceof List<?> values) {
            ArrayNode array = NODES.arrayNode();
            values.forEach(each -> array.add(node(each)));
            return array;
        }
        return NODES.textNode(value.toString());
    }
}
