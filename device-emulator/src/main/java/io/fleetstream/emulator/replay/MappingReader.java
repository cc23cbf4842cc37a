package io.fleetstream.emulator.replay;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;

/** Reads mappings from YAML; the keys are described in the module's README. */
final class MappingReader {
    private static final ObjectMapper YAML = new YAMLMapper();

    private MappingReader() {}

    static Mapping load(String nameOrFile) throws IOException {
        if (nameOrFile.matches("[A-Za-z0-9_-]+")) {
            String resource = "/mappings/" + nameOrFile + ".yaml";
            try (InputStream in = MappingReader.class.getResourceAsStream(resource)) {
                if (in == null) {
                    throw new FileNotFoundException(
                            "no mapping named '" + nameOrFile + "': give a YAML file instead");
                }
                return read(YAML.readTree(in), nameOrFile);
            }
        }
        return load(Path.of(nameOrFile));
    }

    static Mapping load(Path file) throws IOException {
        try {
            return read(YAML.readTree(Files.readAllBytes(file)), file.toString());
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(file + " is not YAML: " + e.getOriginalMessage(), e);
        }
    }

    private static Mapping read(JsonNode yaml, String name) {
        MappingParts parts = new MappingParts();
        for (Map.Entry<String, JsonNode> entry : yaml.properties()) {
            try {
                read(parts, entry.getKey(), entry.getValue());
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(
                        name + ", key '" + entry.getKey() + "': " + e.getMessage(), e);
            }
        }
        if (parts.deviceId == null) {
            throw new IllegalArgumentException(name + ": key 'device-id' is missing");
        }
        if (parts.metrics.isEmpty() && parts.allMetricsOf.isEmpty()) {
            throw new IllegalArgumentException(name + ": key 'metrics' is missing");
        }
        return new Mapping(parts);
    }

    private static void read(MappingParts parts, String key, JsonNode value) {
        switch (key) {
            case "format" -> parts.format = RecordingFormat.of(value);
            case "topic-root", "org", "site", "type" -> parts.topic.put(key, source(value));
            case "device-id" -> parts.deviceId = source(value);
            case "fallback-device-id" -> parts.fallbackDeviceId = Names.deviceId(text(value));
            case "time" -> parts.time = Optional.of(time(value));
            case "received-at" -> parts.receivedAt = Optional.of(time(value));
            case "sequence" -> parts.sequence = Optional.of(pointer(value));
            case "boot-id" -> parts.bootId = Optional.of(source(value));
            case "firmware" -> parts.firmware = Optional.of(source(value));
            case "metrics" -> MetricsReader.read(parts, value);
            case "units" ->
                    value.properties()
                            .forEach(unit -> parts.units.put(unit.getKey(), text(unit.getValue())));
            case "exclude" -> value.forEach(excluded -> parts.exclude.add(text(excluded)));
            default -> throw new IllegalArgumentException("is not known");
        }
    }

    private static TimeField time(JsonNode value) {
        if (value.isTextual()) {
            return new TimeField(pointer(value), TimeFormat.of("iso", ZoneId.of("UTC")));
        }
        String format = value.path("format").asText("iso");
        ZoneId zone = ZoneId.of(value.path("zone").asText("UTC"));
        return new TimeField(pointer(value.path("pointer")), TimeFormat.of(format, zone));
    }

    static JsonPointer pointer(JsonNode value) {
        return JsonPointer.compile(text(value));
    }

    private static FieldSource source(JsonNode value) {
        return FieldSource.of(text(value));
    }

    static String text(JsonNode value) {
        if (!value.isTextual()) {
            throw new IllegalArgumentException("must be a text, such as /path/to/field");
        }
        return value.asText();
    }
}
