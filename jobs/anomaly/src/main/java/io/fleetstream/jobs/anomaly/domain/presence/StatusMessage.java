package io.fleetstream.jobs.anomaly.domain.presence;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/** Reads what {@code device.status} says: <code>{"status":"online"}</code>, or the bare word. */
public final class StatusMessage {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LONGEST_WORD = 16;

    private StatusMessage() {}

    /** Whether the device is online; empty if the message does not tell. */
    public static Optional<Boolean> isOnline(byte[] payload) {
        if (payload == null) {
            return Optional.empty();
        }
        String text = new String(payload, StandardCharsets.UTF_8).strip();
        Optional<Boolean> word = text.length() > LONGEST_WORD ? Optional.empty() : word(text);
        if (word.isPresent()) {
            return word;
        }
        try {
            JsonNode json = JSON.readTree(text);
            return json == null ? Optional.empty() : word(textOf(json));
        } catch (JsonProcessingException e) {
            // the job timescale makes a dead letter of it
            return Optional.empty();
        }
    }

    private static String textOf(JsonNode json) {
        return json.isObject() ? json.path("status").asText() : json.asText();
    }

    private static Optional<Boolean> word(String text) {
        return switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "online" -> Optional.of(true);
            case "offline" -> Optional.of(false);
            default -> Optional.empty();
        };
    }
}
