package io.fleetstream.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoReportTest {
    @TempDir private Path directory;

    @Test
    void isOkOnlyIfEveryInvariantHolds() {
        Invariant good = Invariant.equal("good", 1, 1);
        Invariant bad = Invariant.equal("bad", 1, 2);

        assertThat(new DemoReport(7, Map.of(), Map.of(), List.of(good)).ok()).isTrue();
        assertThat(new DemoReport(7, Map.of(), Map.of(), List.of(good, bad)).ok()).isFalse();
    }

    @Test
    void writesTheDocumentedJson() throws Exception {
        Path file = directory.resolve("demo.json");
        new DemoReport(
                        7,
                        Map.of("values", 3L),
                        Map.of("recall", 0.5),
                        List.of(Invariant.equal("rows", 3, 4)))
                .write(file);

        JsonNode json = new ObjectMapper().readTree(file.toFile());
        assertThat(json.at("/counts/values").asLong()).isEqualTo(3);
        assertThat(json.at("/detection/recall").asDouble()).isEqualTo(0.5);
        assertThat(json.at("/invariants/0/name").asText()).isEqualTo("rows");
        assertThat(json.at("/invariants/0/expected").asLong()).isEqualTo(3);
        assertThat(json.at("/invariants/0/actual").asLong()).isEqualTo(4);
        assertThat(json.at("/invariants/0/ok").asBoolean()).isFalse();
    }
}
