package io.fleetstream.benchmarks.shadow;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fleetstream.schemas.ShadowDocument;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * A shadow as a competent engineer writes it with Jackson: update and get, versions, metadata,
 * delta, documents, the errors about JSON, state and version. Not: deletion, depth and size,
 * numbers that are spelt in two ways.
 */
final class TextbookShadow {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long MICROS = 1_000_000;

    private final BiConsumer<String, byte[]> messages;
    private final Consumer<ShadowDocument> log;

    /**
     * A shadow's rules.
     *
     * @param messages gets topics and payloads
     * @param log gets the documents
     */
    TextbookShadow(BiConsumer<String, byte[]> messages, Consumer<ShadowDocument> log) {
        this.messages = messages;
        this.log = log;
    }

    /**
     * Answers a request.
     *
     * @param stored the shadow; null for none
     * @return the shadow from now on; the same object if nothing changed
     */
    JsonNode handle(JsonNode stored, TextbookRequest request) throws IOException {
        JsonNode asked =
                request.payload().length == 0
                        ? JSON.createObjectNode()
                        : JSON.readTree(request.payload());
        if (!asked.isObject()) {
            return reject(stored, request, asked, 400, "Invalid JSON");
        }
        if (request.mqttTopic().endsWith("/get")) {
            return stored == null
                    ? reject(stored, request, asked, 404, "No shadow exists")
                    : get(stored, request, asked);
        }
        if (!asked.path("state").isObject()) {
            return reject(stored, request, asked, 400, "Missing required node: state");
        }
        if (asked.has("version")
                && stored != null
                && asked.get("version").asLong() != stored.get("version").asLong()) {
            return reject(stored, request, asked, 409, "Version conflict");
        }
        return update((ObjectNode) stored, request, asked);
    }

    private JsonNode reject(
            JsonNode stored, TextbookRequest request, JsonNode asked, int code, String message)
            throws JsonProcessingException {
        ObjectNode answer = JSON.createObjectNode().put("code", code).put("message", message);
        send(request.mqttTopic() + "/rejected", withToken(answer, asked));
        return stored;
    }

    private JsonNode get(JsonNode stored, TextbookRequest request, JsonNode asked)
            throws JsonProcessingException {
        ObjectNode state = JSON.createObjectNode();
        state.setAll((ObjectNode) stored.get("state"));
        if (state.has("desired")) {
            ObjectNode delta =
                    TextbookMerge.delta((ObjectNode) state.get("desired"), state.get("reported"));
            if (delta != null) {
                state.set("delta", delta);
            }
        }
        ObjectNode answer = JSON.createObjectNode();
        answer.set("state", state);
        answer.set("metadata", stored.get("metadata"));
        answer.put("version", stored.get("version").asLong());
        answer.put("timestamp", request.receivedAt() / MICROS);
        send(request.mqttTopic() + "/accepted", withToken(answer, asked));
        return stored;
    }

    private JsonNode update(ObjectNode stored, TextbookRequest request, JsonNode asked)
            throws JsonProcessingException {
        long now = request.receivedAt() / MICROS;
        ObjectNode next = stored == null ? JSON.createObjectNode() : stored.deepCopy();
        ObjectNode state = next.withObject("/state");
        ObjectNode metadata = next.withObject("/metadata");
        long version = next.path("version").asLong() + 1;
        JsonNode stamp = JSON.createObjectNode().put("timestamp", now);
        ObjectNode namedStamps = JSON.createObjectNode();
        for (String section : new String[] {"desired", "reported"}) {
            JsonNode patch = asked.get("state").get(section);
            if (patch == null) {
                continue;
            }
            next.put(section + "Version", version);
            namedStamps.set(section, TextbookMerge.stamps(patch, stamp));
            if (patch.isNull()) {
                state.remove(section);
                metadata.remove(section);
            } else {
                TextbookMerge.merge(
                        state.withObject("/" + section),
                        metadata.withObject("/" + section),
                        patch,
                        stamp);
            }
        }
        next.put("version", version);
        if (stored == null) {
            next.put("createdAt", request.receivedAt());
        }
        next.put("updatedAt", request.receivedAt());
        ObjectNode accepted = JSON.createObjectNode();
        accepted.set("state", asked.get("state"));
        accepted.set("metadata", namedStamps);
        accepted.put("version", version).put("timestamp", now);
        send(request.mqttTopic() + "/accepted", withToken(accepted, asked));
        tellDelta(stored, next, request, asked, now);
        ObjectNode documents = JSON.createObjectNode();
        if (stored != null) {
            documents.set("previous", side(stored));
        }
        documents.set("current", side(next));
        documents.put("timestamp", now);
        send(request.mqttTopic() + "/documents", withToken(documents, asked));
        log.accept(document(next, request));
        return next;
    }

    private void tellDelta(
            JsonNode stored, ObjectNode next, TextbookRequest request, JsonNode asked, long now)
            throws JsonProcessingException {
        JsonNode state = next.get("state");
        ObjectNode delta =
                state.has("desired")
                        ? TextbookMerge.delta(
                                (ObjectNode) state.get("desired"), state.get("reported"))
                        : null;
        if (delta == null) {
            next.remove("pendingSince");
            return;
        }
        boolean sameDesired =
                stored != null && stored.get("state").path("desired").equals(state.get("desired"));
        if (!next.has("pendingSince") || !sameDesired) {
            next.put("pendingSince", request.receivedAt());
        }
        ObjectNode message = JSON.createObjectNode();
        message.set("state", delta);
        message.set("metadata", TextbookMerge.metadata(delta, next.get("metadata").get("desired")));
        message.put("version", next.get("version").asLong()).put("timestamp", now);
        send(request.mqttTopic() + "/delta", withToken(message, asked));
    }

    private static ObjectNode side(JsonNode shadow) {
        ObjectNode side = JSON.createObjectNode();
        side.set("state", shadow.get("state"));
        side.set("metadata", shadow.get("metadata"));
        side.set("version", shadow.get("version"));
        return side;
    }

    private static ObjectNode withToken(ObjectNode answer, JsonNode asked) {
        JsonNode token = asked.get("clientToken");
        if (token != null) {
            answer.set("clientToken", token);
        }
        return answer;
    }

    private void send(String topic, JsonNode payload) throws JsonProcessingException {
        messages.accept(topic, JSON.writeValueAsBytes(payload));
    }

    private static ShadowDocument document(JsonNode shadow, TextbookRequest request)
            throws JsonProcessingException {
        JsonNode state = shadow.get("state");
        return new ShadowDocument(
                request.device(),
                "",
                shadow.get("version").asLong(),
                false,
                instant(shadow.get("createdAt").asLong()),
                instant(shadow.get("updatedAt").asLong()),
                state.has("desired") ? JSON.writeValueAsString(state.get("desired")) : null,
                state.has("reported") ? JSON.writeValueAsString(state.get("reported")) : null,
                JSON.writeValueAsString(shadow.get("metadata")),
                shadow.path("desiredVersion").asLong(),
                shadow.path("reportedVersion").asLong(),
                shadow.has("pendingSince") ? instant(shadow.get("pendingSince").asLong()) : null,
                request.partition(),
                request.offset());
    }

    private static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }
}
