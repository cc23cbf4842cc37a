package io.fleetstream.cli.registry;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;

/** Records from YAML files: one document, several, or a list. */
final class YamlRows {
    private static final YAMLMapper YAML = new YAMLMapper();

    private YamlRows() {}

    /** What a record needs that its file does not say. */
    @FunctionalInterface
    interface Rule<T> {
        /** Looks whether the record makes sense. */
        void check(T record) throws BadFieldException;
    }

    /**
     * All records of a file.
     *
     * @param given fields the command sets by itself; in a file they are passed over, so that what
     *     {@code show} prints can be applied again
     * @throws IOException naming the file and the place of the first mistake
     */
    static <T extends SpecificRecord> List<T> read(
            Path file, Class<T> type, List<String> given, Rule<T> rule) throws IOException {
        List<T> rows = new ArrayList<>();
        try (var text = Files.newBufferedReader(file, StandardCharsets.UTF_8);
                JsonParser parser = YAML.createParser(text)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token != JsonToken.START_ARRAY && token != JsonToken.END_ARRAY) {
                    int number = parser.currentTokenLocation().getLineNr();
                    rows.add(row(file, number, parser.readValueAsTree(), type, given, rule));
                }
            }
        } catch (JsonProcessingException e) {
            throw new IOException(
                    "'"
                            + file
                            + "' is no YAML: "
                            + e.getOriginalMessage().lines().findFirst().orElse(""),
                    e);
        }
        if (rows.isEmpty()) {
            throw new IOException("'" + file + "' is empty");
        }
        return rows;
    }

    private static <T extends SpecificRecord> T row(
            Path file, int line, JsonNode tree, Class<T> type, List<String> given, Rule<T> rule)
            throws IOException {
        if (tree instanceof ObjectNode object) {
            object.remove(given);
            if (given.contains("updated_at")) {
                object.put("updated_at", Instant.EPOCH.toString());
            }
        }
        try {
            T record = TreeRecord.of(tree, type);
            rule.check(record);
            return record;
        } catch (BadFieldException e) {
            throw new IOException(
                    "'" + file + "', document in line " + line + ": " + e.getMessage(), e);
        }
    }
}
