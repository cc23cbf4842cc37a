package io.fleetstream.jobs.notify.domain;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.Serializable;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * JSON in which texts may name fields of a record: <code>${device_id}</code>. A text that is
 * nothing but one field becomes its value, number or null; elsewhere its text is put in. Since the
 * result is put together from values, none can break out of its place.
 *
 * @param json the template as JSON
 */
public record Template(String json) implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final Pattern FIELD = Pattern.compile("\\$\\{([^}]*)}");
    private static final ObjectMapper JSON = new ObjectMapper();

    /** The fields it names that are not among the known. */
    public TreeSet<String> unknownFields(Set<String> known) {
        TreeSet<String> unknown = new TreeSet<>();
        FIELD.matcher(json).results().map(found -> found.group(1)).forEach(unknown::add);
        unknown.removeAll(known);
        return unknown;
    }

    /** The template with the values of a record. */
    public JsonNode fill(ObjectNode told) {
        try {
            return fill(JSON.readTree(json), told);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a template that was JSON is none any more", e);
        }
    }

    private static JsonNode fill(JsonNode node, ObjectNode told) {
        if (node.isTextual()) {
            return fill(node.textValue(), told);
        }
        if (node.isArray()) {
            ArrayNode filled = JsonNodeFactory.instance.arrayNode();
            node.forEach(each -> filled.add(fill(each, told)));
            return filled;
        }
        if (node.isObject()) {
            ObjectNode filled = JsonNodeFactory.instance.objectNode();
            node.properties()
                    .forEach(each -> filled.set(each.getKey(), fill(each.getValue(), told)));
            return filled;
        }
        return node;
    }

    private static JsonNode fill(String text, ObjectNode told) {
        Matcher matcher = FIELD.matcher(text);
        if (matcher.matches()) {
            return told.path(matcher.group(1));
        }
        return TextNode.valueOf(
                matcher.replaceAll(
                        found -> {
                            JsonNode value = told.path(found.group(1));
                            return Matcher.quoteReplacement(value.isNull() ? "" : value.asText());
                        }));
    }
}
