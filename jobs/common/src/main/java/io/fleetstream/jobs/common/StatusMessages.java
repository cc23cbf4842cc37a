package io.fleetstream.jobs.common;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/**
 * Reads what {@code device.status} says: <code>{"status":"online"}</code>, or the bare word. What
 * is neither becomes a dead letter in the job timescale and means nothing here.
 */
public final class StatusMessages {
    // a guess at another encoding fails on some bytes before they are parsed
    private static final JsonFactory JSON =
            JsonFactory.builder().disable(JsonFactory.Feature.CHARSET_DETECTION).build();
    private static final int LONGEST_WORD = 16;

    private StatusMessages() {}

    /** Whether the device is online; empty if the message does not tell. */
    public static Optional<Boolean> isOnline(byte[] payload) {
        if (payload == null) {
            return Optional.empty();
        }
        if (payload.length <= LONGEST_WORD) {
            Optional<Boolean> word = word(new String(payload, StandardCharsets.UTF_8));
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
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                boolean status = json.currentName().equals("status");
                JsonToken value = json.nextToken();
                if (status) {
                    return value == JsonToken.VALUE_STRING
                            ? word(json.getText())
                            : Optional.empty();
                }
                json.skipChildren();
            }
            return Optional.empty();
        } catch (IOException e) {
            // an array can be read: these are no JSON, in whatever way
            return Optional.empty();
        }
    }

    private static Optional<Boolean> word(String text) {
        return switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "online" -> Optional.of(true);
            case "offline" -> Optional.of(false);
            default -> Optional.empty();
        };
    }
}
