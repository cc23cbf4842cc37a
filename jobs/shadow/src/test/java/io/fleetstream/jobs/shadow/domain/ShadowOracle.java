package io.fleetstream.jobs.shadow.domain;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The rules once more, as naively as possible: trees of Jackson, state and metadata apart, every
 * rule where the specification has it. Shares nothing with the engine. Tests of other modules have
 * it from the test-jar.
 */
public final class ShadowOracle {
    static final ObjectMapper JSON =
            new ObjectMapper()
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .enable(DeserializationFeature.USE_BIG_INTEGER_FOR_INTS)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    // numbers keep their spelling, so that sizes can be compared
                    .configure(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES, false);
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final String prefix;
    private final String name;
    private final int maxBytes;
    private ObjectNode state;
    private ObjectNode metadata;
    private long version;
    private long deletedAt = -1;
    private long changedAt;

    public ShadowOracle(String prefix, String name, int maxBytes) {
        this.prefix = prefix;
        this.name = name;
        this.maxBytes = maxBytes;
    }

    public long version() {
        return version;
    }

    public JsonNode describe() {
        if (state == null) {
            return deletedAt < 0
                    ? NODES.nullNode()
                    : NODES.objectNode().put("deleted", true).put("tombstoneVersion", version);
        }
        ObjectNode all = NODES.objectNode();
        all.set("state", state);
        all.set("metadata", metadata);
        return all.put("version", version);
    }

    public Map<String, JsonNode> handle(String operation, byte[] payload, long arrived) {
        if (state == null && deletedAt >= 0 && arrived - deletedAt >= 48 * 3600) {
            deletedAt = -1;
            version = 0;
            changedAt = 0;
        }
        // whatever a request says, it did not come before what stands before it in the log
        long now = Math.max(arrived, changedAt);
        long before = version;
        Map<String, JsonNode> answers =
                switch (operation) {
                    case "update" -> update(payload, now);
                    case "get" -> get(payload, now);
                    default -> delete(payload, now);
                };
        if (version != before) {
            changedAt = now;
        }
        return answers;
    }

    private Map<String, JsonNode> update(byte[] payload, long now) {
        JsonNode request;
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(payload));
        } catch (CharacterCodingException e) {
            return rejected(
                    "update",
                    415,
                    "Unsupported documented encoding; supported encoding is UTF-8",
                    null);
        }
        try {
            request = JSON.readTree(payload);
        } catch (JsonProcessingException e) {
            return rejected("update", 400, "Invalid JSON", null);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        if (!request.isObject()) {
            return rejected("update", 400, "Invalid JSON", null);
        }
        JsonNode token = request.get("clientToken");
        if (token != null
                && (!token.isTextual()
                        || token.asText().getBytes(StandardCharsets.UTF_8).length > 64)) {
            return rejected("update", 400, "Invalid clientToken", null);
        }
        JsonNode wanted = request.get("version");
        if (wanted != null && !wanted.isNull() && !wanted.isIntegralNumber()) {
            return rejected("update", 400, "Invalid version", token);
        }
        JsonNode asked = request.get("state");
        if (asked == null) {
            return rejected("update", 400, "Missing required node: state", token);
        }
        if (!asked.isObject() && !asked.isNull()) {
            return rejected("update", 400, "State node must be an object", token);
        }
        for (String member : names(asked)) {
            if (!List.of("desired", "reported", "delta").contains(member)) {
                return rejected(
                        "update", 400, "State contains an invalid node: '" + member + "'", token);
            }
        }
        if (wrong(asked.get("desired"))) {
            return rejected("update", 400, "Desired node must be an object", token);
        }
        if (wrong(asked.get("reported"))) {
            return rejected("update", 400, "Reported node must be an object", token);
        }
        if (depth(asked.get("desired")) > 6 || depth(asked.get("reported")) > 6) {
            return rejected(
                    "update", 400, "JSON contains too many levels of nesting; maximum is 6", token);
        }
        if (nullInArray(asked.get("desired")) || nullInArray(asked.get("reported"))) {
            return rejected("update", 400, "Invalid JSON", token);
        }
        if (wanted != null && !wanted.isNull()) {
            boolean known = state != null || deletedAt >= 0;
            boolean same = wanted.bigIntegerValue().equals(java.math.BigInteger.valueOf(version));
            if (known && !same) {
                return rejected("update", 409, "Version conflict", token);
            }
            if (!known && !wanted.bigIntegerValue().equals(java.math.BigInteger.ONE)) {
                return rejected("update", 400, "Invalid version", token);
            }
        }
        ObjectNode nextState = state == null ? NODES.objectNode() : state.deepCopy();
        ObjectNode nextMetadata = state == null ? NODES.objectNode() : metadata.deepCopy();
        if (asked.isNull()) {
            nextState.removeAll();
            nextMetadata.removeAll();
        } else {
            for (String section : List.of("desired", "reported")) {
                JsonNode patch = asked.get(section);
                if (patch != null && patch.isNull()) {
                    nextState.remove(section);
                    nextMetadata.remove(section);
                } else if (patch != null) {
                    ObjectNode s = nextState.withObject("/" + section);
                    ObjectNode m = nextMetadata.withObject("/" + section);
                    merge(s, m, patch, now);
                    if (s.isEmpty()) {
                        nextState.remove(section);
                        nextMetadata.remove(section);
                    }
                }
            }
        }
        int size = size(nextState.get("desired")) + size(nextState.get("reported"));
        if (size > maxBytes) {
            return rejected("update", 413, "The payload exceeds the maximum size allowed", token);
        }
        ObjectNode previous = state == null ? null : (ObjectNode) describe().deepCopy();
        state = nextState;
        metadata = nextMetadata;
        version++;
        deletedAt = -1;

        Map<String, JsonNode> answers = new TreeMap<>();
        ObjectNode accepted = NODES.objectNode();
        if (asked.isNull()) {
            accepted.putNull("state");
            accepted.set("metadata", stamp(now));
        } else {
            ObjectNode echo = asked.deepCopy();
            echo.remove("delta");
            accepted.set("state", echo);
            accepted.set("metadata", stamps(echo, now));
        }
        answers.put(
                prefix + "update/accepted", close(accepted.put("version", version), now, token));

        ObjectNode documents = NODES.objectNode();
        if (previous != null) {
            documents.set("previous", previous);
        }
        documents.set("current", describe().deepCopy());
        answers.put(prefix + "update/documents", close(documents, now, token));

        ObjectNode delta = delta();
        if (!delta.isEmpty()) {
            ObjectNode message = NODES.objectNode();
            message.set("state", delta);
            message.set("metadata", pick(delta, metadata.get("desired")));
            answers.put(
                    prefix + "update/delta", close(message.put("version", version), now, token));
        }
        return answers;
    }

    private Map<String, JsonNode> get(byte[] payload, long now) {
        JsonNode token = null;
        if (payload.length > 0) {
            try {
                StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(payload));
                JsonNode request = JSON.readTree(payload);
                if (!request.isObject()) {
                    return rejected("get", 400, "Invalid JSON", null);
                }
                token = request.get("clientToken");
            } catch (CharacterCodingException e) {
                return rejected(
                        "get",
                        415,
                        "Unsupported documented encoding; supported encoding is UTF-8",
                        null);
            } catch (IOException e) {
                return rejected("get", 400, "Invalid JSON", null);
            }
        }
        if (badToken(token)) {
            return rejected("get", 400, "Invalid clientToken", null);
        }
        if (state == null) {
            return rejected("get", 404, "No shadow exists with name: '" + name + "'", token);
        }
        ObjectNode message = NODES.objectNode();
        ObjectNode all = state.deepCopy();
        ObjectNode delta = delta();
        if (!delta.isEmpty()) {
            all.set("delta", delta);
        }
        message.set("state", all);
        message.set("metadata", metadata.deepCopy());
        return Map.of(prefix + "get/accepted", close(message.put("version", version), now, token));
    }

    private Map<String, JsonNode> delete(byte[] payload, long now) {
        JsonNode token = null;
        if (payload.length > 0) {
            try {
                StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(payload));
                token = JSON.readTree(payload).get("clientToken");
            } catch (IOException e) {
                token = null;
            }
        }
        if (badToken(token)) {
            return rejected("delete", 400, "Invalid clientToken", null);
        }
        if (state == null) {
            return rejected("delete", 404, "No shadow exists with name: '" + name + "'", token);
        }
        long deleted = version;
        state = null;
        metadata = null;
        deletedAt = now;
        version++;
        return Map.of(
                prefix + "delete/accepted",
                close(NODES.objectNode().put("version", deleted), now, token));
    }

    private static boolean badToken(JsonNode token) {
        return token != null
                && (!token.isTextual()
                        || token.asText().getBytes(StandardCharsets.UTF_8).length > 64);
    }

    private void merge(ObjectNode values, ObjectNode stamps, JsonNode patch, long now) {
        for (String key : names(patch)) {
            JsonNode value = patch.get(key);
            JsonNode existing = values.get(key);
            if (value.isNull()) {
                values.remove(key);
                stamps.remove(key);
            } else if (value.isObject() && existing != null && existing.isObject()) {
                merge((ObjectNode) existing, (ObjectNode) stamps.get(key), value, now);
            } else {
                JsonNode clean = stripped(value, existing != null);
                if (clean != null) {
                    values.set(key, clean);
                    stamps.set(key, stamps(clean, now));
                }
            }
        }
    }

    /** Without nulls; null for an object that held nothing else, unless it has to be kept. */
    private static JsonNode stripped(JsonNode value, boolean keep) {
        if (value.isArray()) {
            ArrayNode array = NODES.arrayNode();
            value.forEach(element -> array.add(stripped(element, true)));
            return array;
        }
        if (!value.isObject()) {
            return value;
        }
        ObjectNode object = NODES.objectNode();
        for (String key : names(value)) {
            if (!value.get(key).isNull()) {
                JsonNode inner = stripped(value.get(key), false);
                if (inner != null) {
                    object.set(key, inner);
                }
            }
        }
        return object.isEmpty() && !value.isEmpty() && !keep ? null : object;
    }

    private ObjectNode delta() {
        JsonNode desired = state.get("desired");
        if (desired == null) {
            return NODES.objectNode();
        }
        JsonNode reported = state.get("reported");
        return difference(desired, reported == null ? NODES.objectNode() : reported);
    }

    private static ObjectNode difference(JsonNode desired, JsonNode reported) {
        ObjectNode result = NODES.objectNode();
        for (String key : names(desired)) {
            JsonNode want = desired.get(key);
            JsonNode is = reported.get(key);
            if (is == null) {
                result.set(key, want.deepCopy());
            } else if (want.isObject() && is.isObject()) {
                ObjectNode inner = difference(want, is);
                if (!inner.isEmpty()) {
                    result.set(key, inner);
                }
            } else if (!equal(want, is)) {
                result.set(key, want.deepCopy());
            }
        }
        return result;
    }

    private static boolean equal(JsonNode a, JsonNode b) {
        if (a.isNumber() && b.isNumber()) {
            return a.decimalValue().compareTo(b.decimalValue()) == 0;
        }
        if ((a.isArray() && b.isArray()) || (a.isObject() && b.isObject())) {
            if (a.size() != b.size()) {
                return false;
            }
            for (int i = 0; a.isArray() && i < a.size(); i++) {
                if (!equal(a.get(i), b.get(i))) {
                    return false;
                }
            }
            for (String key : names(a)) {
                if (b.get(key) == null || !equal(a.get(key), b.get(key))) {
                    return false;
                }
            }
            return true;
        }
        return a.equals(b);
    }

    private static JsonNode pick(JsonNode shape, JsonNode stamps) {
        if (!shape.isObject()) {
            return stamps.deepCopy();
        }
        ObjectNode result = NODES.objectNode();
        names(shape).forEach(key -> result.set(key, pick(shape.get(key), stamps.get(key))));
        return result;
    }

    private static JsonNode stamps(JsonNode value, long now) {
        if (value.isObject()) {
            ObjectNode object = NODES.objectNode();
            names(value).forEach(key -> object.set(key, stamps(value.get(key), now)));
            return object;
        }
        if (value.isArray()) {
            ArrayNode array = NODES.arrayNode();
            value.forEach(element -> array.add(stamps(element, now)));
            return array;
        }
        return stamp(now);
    }

    private static ObjectNode stamp(long now) {
        return NODES.objectNode().put("timestamp", now);
    }

    private static ObjectNode close(ObjectNode message, long now, JsonNode token) {
        message.put("timestamp", now);
        if (token != null) {
            message.set("clientToken", token);
        }
        return message;
    }

    private Map<String, JsonNode> rejected(
            String operation, int code, String text, JsonNode token) {
        ObjectNode message = NODES.objectNode().put("code", code).put("message", text);
        if (token != null) {
            message.set("clientToken", token);
        }
        return Map.of(prefix + operation + "/rejected", message);
    }

    private static boolean wrong(JsonNode section) {
        return section != null && !section.isNull() && !section.isObject();
    }

    private static int depth(JsonNode value) {
        if (value == null || !value.isContainerNode()) {
            return 0;
        }
        int deepest = 0;
        for (JsonNode child : value) {
            deepest = Math.max(deepest, depth(child));
        }
        return deepest + 1;
    }

    private static boolean nullInArray(JsonNode value) {
        if (value == null) {
            return false;
        }
        for (JsonNode child : value) {
            if ((value.isArray() && child.isNull()) || nullInArray(child)) {
                return true;
            }
        }
        return false;
    }

    private static int size(JsonNode section) {
        try {
            // not writeValueAsBytes, which spells characters beyond the first plane with escapes
            return section == null
                    ? 0
                    : JSON.writeValueAsString(section).getBytes(StandardCharsets.UTF_8).length;
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
