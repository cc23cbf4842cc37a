package io.fleetstream.cli.prediction;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A model in files: its definition and what it consists of. What is in them the job judges.
 *
 * @param name of the model
 * @param definition in YAML
 * @param onnx file with the model
 */
public record ModelFile(String name, String definition, Path onnx) {
    private static final YAMLMapper YAML = new YAMLMapper();

    /**
     * Reads the definition.
     *
     * @throws IOException if it cannot be read, or names no model
     */
    public static ModelFile read(Path definition, Path onnx) throws IOException {
        String text = Files.readString(definition);
        JsonNode node;
        try {
            node = YAML.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IOException(definition + " is no YAML: " + e.getOriginalMessage(), e);
        }
        String name = node.path("model").asText("");
        if (name.isEmpty()) {
            throw new IOException(definition + " names no model; model: NAME is missing");
        }
        return new ModelFile(name, text, onnx);
    }

    /** What the model consists of. */
    byte[] content() throws IOException {
        return Files.readAllBytes(onnx);
    }

    /** SHA-256, as 64 lower-case hexadecimal digits. */
    static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
