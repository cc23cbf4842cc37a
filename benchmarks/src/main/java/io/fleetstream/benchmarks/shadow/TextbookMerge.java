package io.fleetstream.benchmarks.shadow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** The rules of shadows on trees of Jackson, as they are usually written. */
final class TextbookMerge {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private TextbookMerge() {}

    /** Merges into a section and its metadata; null removes. */
    static void merge(ObjectNode target, ObjectNode metadata, JsonNode patch, JsonNode stamp) {
        for (Map.Entry<String, JsonNode> member : patch.properties()) {
            String name = member.getKey();
            JsonNode value = member.getValue();
            if (value.isNull()) {
                target.remove(name);
                metadata.remove(name);
            } else if (value.isObject()) {
                if (!(target.get(name) instanceof ObjectNode)) {
                    target.putObject(name);
                    metadata.putObject(name);
                }
                merge((ObjectNode) target.get(name), (ObjectNode) metadata.get(name), value, stamp);
            } else {
                target.set(name, value);
                metadata.set(name, stamps(value, stamp));
            }
        }
    }

    /** The shape of a value with a stamp for each leaf. */
    static JsonNode stamps(JsonNode value, JsonNode stamp) {
        if (value.isObject()) {
            ObjectNode stamps = NODES.objectNode();
            value.properties()
                    .forEach(
                            member ->
                                    stamps.set(member.getKey(), stamps(member.getValue(), stamp)));
            return stamps;
        }
        if (value.isArray()) {
            ArrayNode stamps = NODES.arrayNode(value.size());
            value.forEach(element -> stamps.add(stamps(element, stamp)));
            return stamps;
        }
        return stamp;
    }

    /** What of desired is not reported; null for nothing. */
    static ObjectNode delta(ObjectNode desired, JsonNode reported) {
        ObjectNode delta = null;
        for (Map.Entry<String, JsonNode> member : desired.properties()) {
            JsonNode is = reported == null ? null : reported.get(member.getKey());
            JsonNode difference = member.getValue();
            if (difference.isObject() && is != null && is.isObject()) {
                difference = delta((ObjectNode) difference, is);
            } else if (difference.equals(is)) {
                difference = null;
            }
            if (difference != null) {
                delta = delta == null ? NODES.objectNode() : delta;
                delta.set(member.getKey(), difference);
            }
        }
        return delta;
    }

    /** The part of the metadata that belongs to a delta. */
    static JsonNode metadata(JsonNode delta, JsonNode metadata) {
        if (!delta.isObject() || !metadata.isObject()) {
            return metadata;
        }
        ObjectNode part = NODES.objectNode();
        delta.properties()
                .forEach(
                        member ->
                                part.set(
                                        member.getKey(),
                                        metadata(
                                                member.getValue(), metadata.get(member.getKey()))));
        return part;
    }
}
