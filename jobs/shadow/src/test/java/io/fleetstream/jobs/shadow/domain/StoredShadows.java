package io.fleetstream.jobs.shadow.domain;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fleetstream.jobs.shadow.domain.tree.ArrayNode;
import io.fleetstream.jobs.shadow.domain.tree.BinaryOut;
import io.fleetstream.jobs.shadow.domain.tree.JsonOut;
import io.fleetstream.jobs.shadow.domain.tree.Leaf;
import io.fleetstream.jobs.shadow.domain.tree.Node;
import io.fleetstream.jobs.shadow.domain.tree.ObjectBuilder;
import io.fleetstream.jobs.shadow.domain.tree.Text;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Stored shadows from JSON and to JSON, for tests. */
final class StoredShadows {
    static final ObjectMapper JSON = ShadowOracle.JSON;

    private StoredShadows() {}

    static JsonNode json(byte[] text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] bytes(JsonNode given) {
        if (given == null || given.isNull()) {
            return null;
        }
        BinaryOut buffer = new BinaryOut();
        return new StoredShadow(
                        false,
                        false,
                        given.get("version").asLong(),
                        1,
                        1,
                        0,
                        0,
                        0,
                        section(given, "desired", buffer),
                        section(given, "reported", buffer))
                .toBytes(buffer);
    }

    static JsonNode describe(byte[] stored) {
        if (stored == null) {
            return JSON.nullNode();
        }
        StoredShadow shadow = StoredShadow.of(stored);
        ObjectNode all = JSON.createObjectNode();
        if (shadow.deleted()) {
            return all.put("deleted", true).put("tombstoneVersion", shadow.version());
        }
        ObjectNode state = all.putObject("state");
        ObjectNode metadata = all.putObject("metadata");
        describe("desired", shadow.desired(), state, metadata);
        describe("reported", shadow.reported(), state, metadata);
        return all.put("version", shadow.version());
    }

    private static void describe(
            String name, StoredSection section, ObjectNode state, ObjectNode metadata) {
        if (section != null) {
            JsonOut out = new JsonOut();
            section.tree().writeState(out);
            state.set(name, json(out.toBytes()));
            out.reset();
            section.tree().writeMetadata(out);
            metadata.set(name, json(out.toBytes()));
        }
    }

    private static StoredSection section(JsonNode given, String name, BinaryOut buffer) {
        JsonNode state = given.get("state").get(name);
        if (state == null) {
            return null;
        }
        Node tree = tree(state, given.get("metadata").get(name));
        return StoredSection.of(
                (io.fleetstream.jobs.shadow.domain.tree.ObjectNode) tree, 1000, buffer);
    }

    private static Node tree(JsonNode value, JsonNode stamps) {
        if (value.isObject()) {
            ObjectBuilder builder = new ObjectBuilder();
            value.properties()
                    .forEach(
                            member ->
                                    builder.put(
                                            Text.of(member.getKey()),
                                            tree(member.getValue(), stamps.get(member.getKey()))));
            return builder.build();
        }
        if (value.isArray()) {
            Node[] elements = new Node[value.size()];
            for (int i = 0; i < elements.length; i++) {
                elements[i] = tree(value.get(i), stamps.get(i));
            }
            return new ArrayNode(elements, stamps.findPath("timestamp").asLong());
        }
        try {
            return new Leaf(
                    Text.of(JSON.writeValueAsString(value)), stamps.get("timestamp").asLong());
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
