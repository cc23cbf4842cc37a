package io.fleetstream.emulator.replay;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * Where a text comes from: the same constant for every line, or a place in the line.
 *
 * @param constant the text, if it is a constant
 * @param pointer the place, if it is not
 */
record FieldSource(Optional<String> constant, Optional<JsonPointer> pointer) {

    /** A text that begins with a slash is a JSON pointer, any other a constant. */
    static FieldSource of(String text) {
        return text.startsWith("/")
                ? new FieldSource(Optional.empty(), Optional.of(JsonPointer.compile(text)))
                : new FieldSource(Optional.of(text), Optional.empty());
    }

    /** The text for a line, if the line has it; numbers count as their digits. */
    Optional<String> read(JsonNode line) {
        if (constant.isPresent()) {
            return constant;
        }
        JsonNode found = line.at(pointer.orElseThrow());
        return found.isTextual() || found.isNumber()
                ? Optional.of(found.asText()).filter(text -> !text.isBlank())
                : Optional.empty();
    }
}
