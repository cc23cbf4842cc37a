package io.fleetstream.cli.registry;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Devices from YAML: a list of them, or several documents; tags are an object of texts. */
final class DeviceYaml {
    private static final YAMLMapper YAML = new YAMLMapper();

    private final List<DeviceLine> lines = new ArrayList<>();
    private final List<BadLine> bad = new ArrayList<>();

    private DeviceYaml() {}

    static DeviceFile read(Path file) throws IOException {
        DeviceYaml yaml = new DeviceYaml();
        try (var text = Files.newBufferedReader(file, StandardCharsets.UTF_8);
                JsonParser parser = YAML.createParser(text)) {
            yaml.readAll(parser);
        }
        return new DeviceFile(yaml.lines, yaml.bad);
    }

    private void readAll(JsonParser parser) throws IOException {
        try {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.START_ARRAY || token == JsonToken.END_ARRAY) {
                    continue;
                }
                int number = parser.currentTokenLocation().getLineNr();
                device(number, parser.readValueAsTree());
            }
        } catch (JsonProcessingException e) {
            bad.add(
                    new BadLine(
                            e.getLocation() == null ? 1 : e.getLocation().getLineNr(),
                            "no YAML from here on: "
                                    + e.getOriginalMessage().lines().findFirst().orElse("")));
        }
    }

    private void device(int number, JsonNode node) {
        if (!node.isObject()) {
            bad.add(new BadLine(number, "this is no device, but " + node.getNodeType()));
            return;
        }
        Map<String, String> fields = new HashMap<>();
        Map<String, String> tags = new HashMap<>();
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            String name = field.getKey();
            JsonNode value = field.getValue();
            if (name.equals(DeviceFields.TAGS) && value.isObject()) {
                value.properties().forEach(tag -> tags.put(tag.getKey(), text(tag.getValue())));
            } else if (!DeviceFields.ALL.contains(name) || value.isContainerNode()) {
                bad.add(
                        new BadLine(
                                number,
                                DeviceFields.ALL.contains(name)
                                        ? name + " must be one value"
                                        : DeviceFields.unknown(name)));
                return;
            } else {
                fields.put(name, text(value));
            }
        }
        lines.add(new DeviceLine(number, fields, tags, node.has(DeviceFields.TAGS)));
    }

    private static String text(JsonNode value) {
        return value.isNull() ? "" : value.asText().strip();
    }
}
