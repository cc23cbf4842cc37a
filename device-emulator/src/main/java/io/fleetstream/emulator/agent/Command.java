package io.fleetstream.emulator.agent;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/**
 * What a device is told to do.
 *
 * @param id unique; a repetition has the same
 * @param name such as {@code reboot}
 * @param parameters an object, or missing
 * @param deadline after which it is not to be executed; empty for never
 */
record Command(String id, String name, JsonNode parameters, Optional<Instant> deadline) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Reads a payload; empty if it is no command, so that nobody could be answered. */
    static Optional<Command> parse(byte[] payload) {
        JsonNode body;
        try {
            body = JSON.readTree(payload);
        } catch (JsonProcessingException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new IllegalStateException("memory does not fail", e);
        }
        String id = body.path("command_id").asText("");
        if (id.isEmpty()) {
            return Optional.empty();
        }
        return deadline(body.path("deadline"))
                .map(
                        until ->
                                new Command(
                                        id,
                                        body.path("command").asText(""),
                                        body.path("parameters"),
                                        until));
    }

    boolean isTooLate(long nowMs) {
        return deadline.isPresent() && deadline.get().toEpochMilli() < nowMs;
    }

    private static Optional<Optional<Instant>> deadline(JsonNode text) {
        if (text.isMissingNode() || text.isNull()) {
            return Optional.of(Optional.empty());
        }
        try {
            return Optional.of(Optional.of(OffsetDateTime.parse(text.asText()).toInstant()));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
