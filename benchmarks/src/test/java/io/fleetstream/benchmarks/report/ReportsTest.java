package io.fleetstream.benchmarks.report;

import static io.fleetstream.benchmarks.measure.Samples.measured;
import static io.fleetstream.benchmarks.measure.Samples.warmUp;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fleetstream.benchmarks.measure.Comparison;
import io.fleetstream.benchmarks.measure.Drain;
import io.fleetstream.benchmarks.measure.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportsTest {
    private static final Sample FROM_OUTSIDE =
            new Sample(1_000_000, 5_000_000_000L, 8_000_000_000L, Sample.UNKNOWN, Sample.UNKNOWN);

    @TempDir private Path directory;

    @Test
    void writesOneResultPerBarAndTwoPerVariantAndEveryDrain() throws IOException {
        JsonNode report = written(outcome(Comparison.toCeiling("bridge", "subscriber")));

        assertThat(report.fieldNames()).toIterable().containsExactly("results", "raw");
        JsonNode bar = report.get("results").get(0);
        assertThat(bar.fieldNames())
                .toIterable()
                .containsExactly("name", "value", "unit", "better", "target", "ok");
        assertThat(bar.get("name").asText()).isEqualTo("bridge.bridge.vs-subscriber");
        assertThat(bar.get("value").asDouble()).isEqualTo(2.5);
        assertThat(bar.get("unit").asText()).isEqualTo("x");
        assertThat(bar.get("better").asText()).isEqualTo("lower");
        assertThat(bar.get("target").isNull()).isTrue();
        assertThat(bar.get("ok").asBoolean()).isTrue();
        assertThat(report.get("results").findValuesAsText("name"))
                .containsExactly(
                        "bridge.bridge.vs-subscriber",
                        "bridge.subscriber.cpu",
                        "bridge.subscriber.rate",
                        "bridge.bridge.cpu",
                        "bridge.bridge.rate");
        assertThat(report.get("results").findValuesAsText("unit"))
                .containsExactly("x", "us/message", "messages/s", "us/message", "messages/s");
        assertThat(report.get("raw").findValuesAsText("variant"))
                .containsExactly("subscriber", "subscriber", "bridge");
        assertThat(report.get("raw").get(0).get("warmUp").asBoolean()).isTrue();
        assertThat(report.get("raw").get(1).get("cpuMicrosPerRecord").asDouble()).isEqualTo(2);
        assertThat(report.get("raw").get(2).get("allocatedBytes").isNull()).isTrue();
    }

    @Test
    void writesTheTargetAndWhetherItWasMissed() throws IOException {
        JsonNode report =
                written(outcome(Comparison.toCeiling("bridge", "subscriber").withTarget(2)));

        assertThat(report.get("results").get(0).get("target").asDouble()).isEqualTo(2);
        assertThat(report.get("results").get(0).get("ok").asBoolean()).isFalse();
    }

    @Test
    void showsARowForEachVariantAndALineForEachBar() {
        String table =
                TableReport.of(List.of(outcome(Comparison.toCeiling("bridge", "subscriber"))));

        assertThat(table)
                .containsPattern("subscriber +2\\.00 +250,000 +1,024 +10\\.0")
                .containsPattern("bridge +5\\.00 +125,000 +- +-")
                .contains("bridge.bridge.vs-subscriber: 2.50x, lower is better, no target");
    }

    @Test
    void showsAMissedTarget() {
        String table =
                TableReport.of(
                        List.of(
                                outcome(
                                        Comparison.toCeiling("bridge", "subscriber")
                                                .withTarget(2))));

        assertThat(table).contains("2.50x, lower is better, target 2.00x: MISSED");
    }

    private static Outcome outcome(Comparison comparison) {
        return new Outcome(
                "bridge",
                "message",
                List.of("subscriber", "bridge"),
                List.of(comparison),
                List.of(
                        warmUp("subscriber", 0, 9),
                        measured("subscriber", 1, 2),
                        new Drain("bridge", 1, false, FROM_OUTSIDE)));
    }

    private JsonNode written(Outcome outcome) throws IOException {
        Path file = directory.resolve("deeper/report.json");
        JsonReport.of(List.of(outcome)).writeTo(file);
        return new ObjectMapper().readTree(Files.readString(file));
    }
}
