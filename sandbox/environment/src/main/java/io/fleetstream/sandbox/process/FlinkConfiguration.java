package io.fleetstream.sandbox.process;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fleetstream.sandbox.SandboxException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The repository's settings of the engine, with what differs by cluster laid over them. */
final class FlinkConfiguration {
    private static final String LOGGING =
            """
            rootLogger.level = INFO
            rootLogger.appenderRef.out.ref = out
            appender.out.name = out
            appender.out.type = Console
            appender.out.layout.type = PatternLayout
            appender.out.layout.pattern = %d{yyyy-MM-dd HH:mm:ss.SSS} %-5p %c{1} %x - %m%n
            """;

    private final Map<String, String> settings;

    private FlinkConfiguration(Map<String, String> settings) {
        this.settings = settings;
    }

    /** The settings of a file in the keys of Flink, nested or dotted. */
    static FlinkConfiguration read(Path file) {
        try {
            Map<String, String> settings = new TreeMap<>();
            flatten("", new YAMLMapper().readTree(file.toFile()), settings);
            return new FlinkConfiguration(settings);
        } catch (IOException e) {
            throw new SandboxException(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static void flatten(String key, JsonNode node, Map<String, String> into) {
        if (node.isObject()) {
            String prefix = key.isEmpty() ? "" : key + ".";
            node.fields()
                    .forEachRemaining(
                            field -> flatten(prefix + field.getKey(), field.getValue(), into));
        } else if (node.isArray()) {
            List<String> elements = new ArrayList<>();
            node.forEach(element -> elements.add(element.asText()));
            into.put(key, String.join(";", elements));
        } else {
            into.put(key, node.asText());
        }
    }

    /** Lays settings over these. */
    FlinkConfiguration with(Map<String, String> others) {
        Map<String, String> merged = new TreeMap<>(settings);
        merged.putAll(others);
        return new FlinkConfiguration(merged);
    }

    /** One setting; SandboxException if there is none. */
    String get(String key) {
        String value = settings.get(key);
        if (value == null) {
            throw new SandboxException("no setting of Flink for " + key);
        }
        return value;
    }

    /** JVM options in one or more settings, separated by blanks. */
    List<String> options(String... keys) {
        List<String> options = new ArrayList<>();
        for (String key : keys) {
            String value = settings.getOrDefault(key, "").strip();
            if (!value.isEmpty()) {
                options.addAll(List.of(value.split("\\s+")));
            }
        }
        return options;
    }

    /** A size such as {@code 512m}, in mebibytes. */
    int mebibytes(String key) {
        String value = get(key);
        if (!value.matches("\\d+m")) {
            throw new SandboxException(key + " must be a number of mebibytes like 512m: " + value);
        }
        return Integer.parseInt(value.substring(0, value.length() - 1));
    }

    /** Writes a directory for {@code FLINK_CONF_DIR}. */
    void write(Path directory) {
        try {
            Files.createDirectories(directory);
            new YAMLMapper().writeValue(directory.resolve("config.yaml").toFile(), settings);
            for (String name : List.of("log4j-console.properties", "log4j-cli.properties")) {
                Files.writeString(directory.resolve(name), LOGGING);
            }
        } catch (IOException e) {
            throw new SandboxException("no configuration possible in " + directory, e);
        }
    }
}
