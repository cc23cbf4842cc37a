package io.fleetstream.bridge.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** Lays one configuration tree over another. */
final class TreeMerge {
    private TreeMerge() {}

    /**
     * Merges maps key by key; everything else in {@code top} replaces what is below. A key without
     * value leaves what is below.
     */
    static void merge(ObjectNode base, ObjectNode top) {
        for (Map.Entry<String, JsonNode> entry : top.properties()) {
            if (entry.getValue().isNull()) {
                continue;
            }
            JsonNode below = base.get(entry.getKey());
            if (below instanceof ObjectNode inner && entry.getValue() instanceof ObjectNode over) {
                merge(inner, over);
            } else {
                base.set(entry.getKey(), entry.getValue());
            }
        }
    }
}
