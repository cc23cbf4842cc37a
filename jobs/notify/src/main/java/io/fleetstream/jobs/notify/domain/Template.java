package io.fleetstream.jobs.notify.domain;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.Serializable;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * JSON in which texts may name fields of an alarm: <code>${device_id}</code>. A text that is
 * nothing but one field becomes its value, number or null; elsewhere its text is put in. Since the
 * result is put together from values, no alarm can break out of its place.
 *
 * @param json the template as JSON
 */
public record Template(String json) implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final Pattern FIELD = Pattern.compile("\\$\\{([^}]*)}");
    private static final ObjectMapper JSON = new ObjectMapper();

    /** The fields it names that alarms do not have. */
    public TreeSet<String> unknownFields() {
        TreeSet<String> unknown = new TreeSet<>();
        FIELD.matcher(json).results().map(found -> found.group(1)).forEach(unknown::add);
        unknown.removeAll(AlarmDocument.FIELDS);
        return unknown;
    }

    /** The template with the values of an alarm. */
    public JsonNode fill(ObjectNode alarm) {
        try {
            return fill(JSON.readTree(json), alarm);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a template that was JSON is none any more", e);
        }
    }

    private static JsonNode fill(JsonNode node, ObjectNode alarm) {
        if (node.isTextual()) {
            return fill(node.textValue(), alarm);
        }
        if (node.isArray()) {
            ArrayNode filled = JsonNodeFactory.instance.arrayNode();
            node.forEach(each -> filled.add(fill(each, alarm)));
            return filled;
        }
        if (node.isObject()) {
            ObjectNode filled = JsonNodeFactory.instance.objectNode();
            node.properties()
                    .forEach(each -> filled.set(each.getKey(), fill(each.getValue(), alarm)));
            return filled;
        }
        return node;
    }

    private static JsonNode fill(String text, ObjectNode alarm) {
        Matcher matcher = FIELD.matcher(text);
        if (matcher.matches()) {
            return alarm.path(matcher.group(1));
        }
        return TextNode.valueOf(
                matcher.replaceAll(
                        found -> {
                            JsonNode value = alarm.path(found.group(1));
                            return Matcher.quoteReplacement(value.isNull() ? "" : value.asText());
                        }));
    }
}
