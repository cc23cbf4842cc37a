package io.fleetstream.jobs.shadow.domain;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fleetstream.jobs.shadow.domain.request.ShadowTopic;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ShadowVectorsTest {
    private static final long MICROS = 1_000_000L;

    static Stream<Arguments> vectors() throws IOException {
        try (InputStream in = ShadowVectorsTest.class.getResourceAsStream("shadow-vectors.json")) {
            JsonNode all = StoredShadows.JSON.readTree(in);
            return StreamSupport.stream(all.spliterator(), false)
                    .map(
                            vector ->
                                    Arguments.of(
                                            vector.get("id").asText()
                                                    + " "
                                                    + vector.get("note").asText(),
                                            vector));
        }
    }

    @Test
    void thereAreFiftyOne() throws IOException {
        assertThat(vectors()).hasSize(51);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("vectors")
    void answersAsTheVectorSays(String name, JsonNode vector) throws IOException {
        int size = vector.path("maxDocumentBytes").asInt(8192);
        ShadowEngine engine =
                new ShadowEngine(
                        new ShadowLimits(size, 6, 64, 1 << 17, 10, Duration.ofDays(2)),
                        Unverified.DEFAULT);
        byte[] stored = StoredShadows.bytes(vector.get("given"));
        assertThat(numbers(StoredShadows.describe(stored))).isEqualTo(numbers(vector.get("given")));
        for (JsonNode step : vector.get("steps")) {
            ShadowTopic topic = ShadowTopic.parse(step.get("topic").asText()).orElseThrow();
            byte[] payload = step.get("payload").asText().getBytes(StandardCharsets.UTF_8);
            Outcome outcome =
                    engine.handle(
                            stored,
                            new ShadowRequest(topic, payload, step.get("at").asLong() * MICROS));
            stored = outcome.stored();
            Map<String, JsonNode> answers = new TreeMap<>();
            outcome.answers()
                    .forEach(
                            answer ->
                                    assertThat(
                                                    answers.put(
                                                            answer.topic(),
                                                            StoredShadows.json(answer.payload())))
                                            .isNull());
            Map<String, JsonNode> expected = new TreeMap<>();
            for (JsonNode message : step.get("expect")) {
                expected.put(message.get("topic").asText(), message.get("payload"));
            }
            assertThat(answers).isEqualTo(expected);
            for (JsonNode none : step.get("expectNone")) {
                assertThat(answers).doesNotContainKey(none.asText());
            }
        }
        assertThat(numbers(StoredShadows.describe(stored))).isEqualTo(numbers(vector.get("after")));
    }

    /** As read by the same mapper: small numbers made in code are of another class. */
    private static JsonNode numbers(JsonNode node) throws IOException {
        return StoredShadows.JSON.readTree(StoredShadows.JSON.writeValueAsBytes(node));
    }
}
