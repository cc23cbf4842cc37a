package io.fleetstream.schemas.flinksql;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.avro.Schema;

/** Avro types as types of Flink SQL, as Flink itself would name them for the reader schema. */
final class FlinkTypes {
    private static final List<String> NOT_FOR_READING =
            List.of("doc", "logicalType", "avro.java.string");

    private FlinkTypes() {}

    static String of(Schema schema) {
        return nullable(schema) ? notNull(plain(schema)) : notNull(schema) + " NOT NULL";
    }

    /** The type of a field, whether it may be null or not. */
    static Schema plain(Schema schema) {
        return schema.isUnion()
                ? schema.getTypes().stream()
                        .filter(type -> type.getType() != Schema.Type.NULL)
                        .findFirst()
                        .orElseThrow()
                : schema;
    }

    /** The schema without what would change how values are read: times stay plain numbers. */
    static String readerSchema(Schema schema) {
        try {
            JsonNode tree = new ObjectMapper().readTree(schema.toString());
            strip(tree);
            return tree.toString();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a schema is always JSON", e);
        }
    }

    private static boolean nullable(Schema schema) {
        return schema.isUnion() && schema.isNullable();
    }

    private static String notNull(Schema schema) {
        return switch (schema.getType()) {
            case STRING, ENUM -> "STRING";
            case BYTES -> "BYTES";
            case INT -> "INT";
            case LONG -> "BIGINT";
            case FLOAT -> "FLOAT";
            case DOUBLE -> "DOUBLE";
            case BOOLEAN -> "BOOLEAN";
            case ARRAY -> "ARRAY<" + of(schema.getElementType()) + ">";
            case MAP -> "MAP<STRING NOT NULL, " + of(schema.getValueType()) + ">";
            case RECORD ->
                    schema.getFields().stream()
                            .map(field -> "`" + field.name() + "` " + of(field.schema()))
                            .collect(Collectors.joining(", ", "ROW<", ">"));
            default -> throw new IllegalArgumentException("no type of Flink SQL for " + schema);
        };
    }

    private static void strip(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.remove(NOT_FOR_READING);
        }
        node.forEach(FlinkTypes::strip);
    }
}
