package io.fleetstream.bridge.config;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A text that is never printed.
 *
 * @param value the text itself; empty if there is none
 */
public record Secret(String value) {

    /** Takes the text as it stands in the configuration. */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Secret {}

    /** Reads a secret from a file, without the line break at its end. */
    static Secret fromFile(String key, String file) {
        try {
            return new Secret(Files.readString(Path.of(file)).stripTrailing());
        } catch (IOException e) {
            throw new ConfigException(
                    key + ": " + file + " cannot be read; expected a readable file", e);
        }
    }

    /** Whether there is no secret. */
    public boolean isEmpty() {
        return value.isEmpty();
    }

    @Override
    public String toString() {
        return value.isEmpty() ? "" : "******";
    }
}
