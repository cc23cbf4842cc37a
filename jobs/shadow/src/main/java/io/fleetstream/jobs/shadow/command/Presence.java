package io.fleetstream.jobs.shadow.command;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/**
 * Reads status messages: an object whose field {@code status} is {@code online} or {@code offline},
 * or the bare word. What is none of these says nothing about presence; the job timescale reads the
 * same topic and makes a dead letter of it.
 */
final class Presence {
    private static final JsonFactory JSON = new JsonFactory();
    private static final int LONGEST_WORD = 12;

    private Presence() {}

    /** Whether the device is online; empty if the message does not say. */
    static Optional<Boolean> of(byte[] payload) {
        if (payload == null) {
            return Optional.empty();
        }
        if (payload.length <= LONGEST_WORD) {
            Optional<Boolean> word = word(new String(payload, StandardCharsets.UTF_8).strip());
            if (word.isPresent()) {
                return word;
            }
        }
        try (JsonParser json = JSON.createParser(payload)) {
            JsonToken first = json.nextToken();
            if (first == JsonToken.VALUE_STRING) {
                return word(json.getText());
            }
            if (first != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            Optional<Boolean> status = Optional.empty();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String field = json.currentName();
                JsonToken value = json.nextToken();
                if (field.equals("status") && value == JsonToken.VALUE_STRING) {
                    status = word(json.getText());
                }
                json.skipChildren();
            }
            return status;
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Optional<Boolean> word(String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "online" -> Optional.of(true);
            case "offline" -> Optional.of(false);
            default -> Optional.empty();
        };
    }
}
