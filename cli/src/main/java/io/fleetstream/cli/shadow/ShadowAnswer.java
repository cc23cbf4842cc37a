package io.fleetstream.cli.shadow;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What became of a request.
 *
 * @param accepted whether it was
 * @param payload the answer
 */
public record ShadowAnswer(boolean accepted, JsonNode payload) {
    /** Why it was rejected, such as {@code 409 Version conflict}. */
    public String reason() {
        return payload.path("code").asText() + " " + payload.path("message").asText();
    }
}
