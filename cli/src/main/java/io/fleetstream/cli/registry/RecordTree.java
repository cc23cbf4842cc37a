package io.fleetstream.cli.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;

/** Avro records as text, with the names of their fields; times are ISO-8601. */
public final class RecordTree {
    private static final YAMLMapper YAML =
            YAMLMapper.builder()
                    .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
                    .disable(YAMLGenerator.Feature.SPLIT_LINES)
                    .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
                    .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
                    .build();
    private static final ObjectMapper JSON =
            new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private static final ObjectMapper LINE = new ObjectMapper();

    private RecordTree() {}

    /** Fields in the order of the schema, nulls included. */
    public static Map<String, Object> of(IndexedRecord record) {
        Map<String, Object> tree = new LinkedHashMap<>();
        for (Schema.Field field : record.getSchema().getFields()) {
            tree.put(field.name(), value(record.get(field.pos())));
        }
        return tree;
    }

    /** As YAML, without what is null or empty. */
    public static String yaml(Map<String, Object> tree) {
        return write(YAML, withoutEmpty(tree));
    }

    /** As JSON, complete. */
    public static String json(Object tree) {
        return write(JSON, tree);
    }

    /** The same in one line. */
    public static String line(Object tree) {
        return write(LINE, tree);
    }

    private static Object value(Object value) {
        if (value instanceof IndexedRecord record) {
            return of(record);
        }
        if (value instanceof List<?> list) {
            return list.stream().map(RecordTree::value).toList();
        }
        if (value instanceof Map<?, ?> map) {
            return new TreeMap<>(map);
        }
        if (value instanceof Enum<?> || value instanceof Instant) {
            return value.toString();
        }
        return value;
    }

    private static Object withoutEmpty(Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<Object, Object> full = new LinkedHashMap<>();
            map.forEach(
                    (key, each) -> {
                        if (!isEmpty(each)) {
                            full.put(key, withoutEmpty(each));
                        }
                    });
            return full;
        }
        return value instanceof List<?> list
                ? list.stream().map(RecordTree::withoutEmpty).toList()
                : value;
    }

    private static boolean isEmpty(Object value) {
        if (value instanceof Map<?, ?> map) {
            return map.isEmpty();
        }
        return value instanceof List<?> list ? list.isEmpty() : value == null;
    }

    private static String write(ObjectMapper mapper, Object tree) {
        try {
            return mapper.writeValueAsString(tree);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("maps, lists and texts can always be written", e);
        }
    }
}
