package io.fleetstream.bridge.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReadmeTest {
    @Test
    void listsEveryKey() throws IOException {
        String readme = Files.readString(Path.of("README.md"));

        assertThat(keys("", ConfigLoader.defaults()))
                .isNotEmpty()
                .allSatisfy(key -> assertThat(readme).contains("| `" + key + "` |"));
    }

    private static List<String> keys(String prefix, ObjectNode node) {
        List<String> keys = new ArrayList<>();
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
            String key = prefix + entry.getKey();
            if (entry.getValue() instanceof ObjectNode inner && !inner.isEmpty()) {
                keys.addAll(keys(key + ".", inner));
            } else {
                keys.add(key);
            }
        }
        return keys;
    }
}
