package io.fleetstream.cli.shadow;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** JSON with its numbers as they are written. */
public final class Json {
    static final JsonMapper MAPPER =
            JsonMapper.builder()
                    .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
                    .build();

    private Json() {}

    /**
     * A section of a request: an object, or null to remove it.
     *
     * @param given JSON, or {@code @} and a file with it
     * @throws IllegalArgumentException if it is neither
     * @throws IOException if the file cannot be read
     */
    public static JsonNode section(String given) throws IOException {
        String text =
                given.startsWith("@")
                        ? Files.readString(Path.of(given.substring(1)), StandardCharsets.UTF_8)
                        : given;
        JsonNode read;
        try {
            read = MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "no JSON: "
                            + e.getOriginalMessage().replaceAll(" \\(start marker.*", "")
                            + (e.getLocation() == null
                                    ? ""
                                    : " (line %d, column %d)"
                                            .formatted(
                                                    e.getLocation().getLineNr(),
                                                    e.getLocation().getColumnNr())),
                    e);
        }
        if (!read.isObject() && !read.isNull()) {
            throw new IllegalArgumentException("neither a JSON object nor null");
        }
        return read;
    }

    /** For people. */
    public static String pretty(JsonNode node) throws IOException {
        return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(node);
    }
}
