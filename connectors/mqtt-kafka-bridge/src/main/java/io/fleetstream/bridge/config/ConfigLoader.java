package io.fleetstream.bridge.config;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Reads the configuration: defaults in the jar, then a file, then the environment. */
public final class ConfigLoader {
    private static final YAMLMapper MAPPER =
            YAMLMapper.builder()
                    .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                    .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
                    .propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE)
                    .addModule(new DurationModule())
                    .build();

    private ConfigLoader() {}

    /**
     * Reads and checks the configuration.
     *
     * @param file YAML file with what differs from the defaults
     * @param environment variables that override scalars, named {@code FLEET_} and the key
     * @throws ConfigException if a key is unknown or a value is not accepted
     */
    public static BridgeConfig load(Optional<Path> file, Map<String, String> environment) {
        ObjectNode tree = defaults();
        file.ifPresent(path -> TreeMerge.merge(tree, read(path)));
        EnvironmentOverrides.apply(tree, environment);
        try {
            return MAPPER.treeToValue(tree, BridgeConfig.class);
        } catch (JacksonException e) {
            throw explain(e);
        }
    }

    static ObjectNode defaults() {
        try (InputStream in = ConfigLoader.class.getResourceAsStream("/bridge.yaml")) {
            return (ObjectNode) MAPPER.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException("bridge.yaml in the jar cannot be read", e);
        }
    }

    private static ObjectNode read(Path path) {
        try (InputStream in = Files.newInputStream(path)) {
            JsonNode node = MAPPER.readTree(in);
            if (node == null || node.isMissingNode() || node.isNull()) {
                return MAPPER.createObjectNode();
            }
            if (node instanceof ObjectNode object) {
                return object;
            }
            throw new ConfigException(
                    path + " holds no map; expected keys such as mqtt: and kafka:");
        } catch (JacksonException e) {
            throw new ConfigException(path + " is not valid YAML: " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new ConfigException(path + " cannot be read; expected a YAML file", e);
        }
    }

    private static ConfigException explain(JacksonException e) {
        // A check in a record's constructor arrives wrapped.
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConfigException own) {
                return own;
            }
        }
        if (e instanceof UnrecognizedPropertyException unknown) {
            return new ConfigException(
                    "unknown key "
                            + key(unknown.getPath())
                            + "; expected one of "
                            + new TreeSet<>(
                                    unknown.getKnownPropertyIds().stream()
                                            .map(String::valueOf)
                                            .collect(Collectors.toSet())),
                    e);
        }
        String key = e instanceof JsonMappingException mapping ? key(mapping.getPath()) : "?";
        return new ConfigException(key + ": " + e.getOriginalMessage(), e);
    }

    private static String key(List<JsonMappingException.Reference> path) {
        StringBuilder key = new StringBuilder();
        for (JsonMappingException.Reference step : path) {
            if (step.getFieldName() == null) {
                key.append('[').append(step.getIndex()).append(']');
            } else {
                key.append(key.isEmpty() ? "" : ".").append(step.getFieldName());
            }
        }
        return key.toString();
    }
}
